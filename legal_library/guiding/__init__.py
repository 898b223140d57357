"""Law, decree, circular, province: who is told to regulate what, and which documents do."""
