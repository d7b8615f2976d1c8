@echo off
rem Starts the program with the Python beside it; the first start checks every file.
set NO_MKDOCS_2_WARNING=1
if not exist "%~dp0da-kiem-tra.txt" "%~dp0python\python.exe" "%~dp0install.py" || exit /b 1
"%~dp0python\python.exe" "%~dp0build_archive.py" %*
