"""A web service that counts its visits in Redis."""

import os

import redis

store = redis.Redis.from_url(os.environ["REDIS_URL"])


def application(environ, start_response):
    """Answers every request with the number of visits so far."""
    visits = store.incr("visits")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"You are visitor {visits}.\n".encode()]
