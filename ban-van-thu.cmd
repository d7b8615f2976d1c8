@echo off
rem Opens the desk in the browser; close this window to close the desk.
chcp 65001 >nul
cd /d "%~dp0"
if not exist ".venv\Scripts\python.exe" (
  echo Chua cai chuong trinh: xem muc Cai dat cua huong dan.
  pause
  exit /b 1
)
".venv\Scripts\python.exe" build_archive.py desk
if errorlevel 1 pause
