"""The helpline service: everything that meets a visitor or a worker, and everything that is
kept.
"""
