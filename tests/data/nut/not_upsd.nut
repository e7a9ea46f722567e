BEGIN LIST VAR a
VAR a battery.charge "n/a"
VAR a ups.status ""
END LIST VAR a
HTTP/1.1 400 Bad Request

