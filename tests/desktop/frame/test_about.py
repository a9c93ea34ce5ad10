"""About the program: from the mark and the jump box, with places to copy, and without a network."""

import json
import socket
from pathlib import Path

import pymorphy3_dicts_ru  # pyright: ignore[reportMissingTypeStubs]
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import resources
from desktop.about.dialog import AboutDialog
from desktop.about.licences import parts
from desktop.about.support import SupportDialog
from desktop.app import App
from desktop.file_menu import FileMenu
from desktop.help.panel import HelpPanel
