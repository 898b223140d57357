from content.downloads import csv_response


def test_a_table_is_taken_away_as_a_file_a_row_at_a_time():
    taken = []

    def rows():
        for row in (["Đậm", 1], ["=1+1", 2]):
            taken.append(row)
            yield row

    response = csv_response("bang-2026.csv", ["Tên", "Số"], rows())
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="bang-2026.csv"'
    assert taken == []
    assert response.getvalue().decode() == "\ufeffTên,Số\r\nĐậm,1\r\n'=1+1,2\r\n"
