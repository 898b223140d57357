"""What an editor does at the review screen, and what comes back."""

from django.urls import reverse

from legal_library.models import LegalDocument


def url(document, name="", *args):
    name = f"legal_library_review{'_' if name else ''}{name}"
    return reverse(name, args=[document.pk, *args])


def form_url(name, *args):
    return reverse(LegalDocument.snippet_viewset.get_url_name(name), args=args)


def body(response):
    return response.content.decode()


def messages_of(response):
    return " ".join(str(message) for message in response.context["messages"])


def step(client, review, name, eid="", version=None, **sent):
    review.refresh_from_db()
    sent |= {"viec": name, "chon": eid, "lan": review.version if version is None else version}
    return client.post(url(review.document, "step"), sent, follow=True)
