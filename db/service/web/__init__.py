"""The service over HTTP; Starlette and uvicorn are imported here and nowhere else."""
