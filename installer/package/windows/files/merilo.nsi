; The setup for Windows: for one person, without an administrator. Made by installer/package/windows/setup.py,
; which gives VERSION, BUNDLE, LIBRARY, LAYING, REMOVING, KILOBYTES and TARGET.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; MB; what is alike lies far apart
SetDateSave off
RequestExecutionLevel user
ManifestDPIAware true
BrandingText "${VERSION}"

!include "LogicLib.nsh"
!include "MUI2.nsh"
!include "WordFunc.nsh"

!define OWN "Software\Merilo"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Merilo"
!define KINDS "Software\Classes"

OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Merilo"
InstallDirRegKey HKCU "${OWN}" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1033 "ProductName" "Merilo"
VIAddVersionKey /LANG=1033 "FileDescription" "Merilo"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "the authors of Merilo"

!define MUI_ICON "${BUNDLE}\merilo.ico"
!define MUI_UNICON "${BUNDLE}\merilo.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "-m installer.start"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English" ; first, so that it speaks where neither is the person's
!insertmacro MUI_LANGUAGE "Russian"

LangString TITLE ${LANG_ENGLISH} "Merilo"
LangString TITLE ${LANG_RUSSIAN} "Мерило"
LangString FILE_KIND ${LANG_ENGLISH} "Merilo file"
LangString FILE_KIND ${LANG_RUSSIAN} "Файл Мерила"
LangString COPY_KIND ${LANG_ENGLISH} "Copy of a Merilo file"
LangString COPY_KIND ${LANG_RUSSIAN} "Копия файла Мерила"
LangString PACKET_KIND ${LANG_ENGLISH} "Merilo packet"
LangString PACKET_KIND ${LANG_RUSSIAN} "Пакет Мерила"
LangString KEY_KIND ${LANG_ENGLISH} "Merilo key to exchange packets"
LangString KEY_KIND ${LANG_RUSSIAN} "Ключ Мерила для обмена пакетами"
LangString NEWER ${LANG_ENGLISH} "A newer Merilo is installed: $0. An older one could not read the files that it has opened. Nothing was changed. If you do need the older one, remove the newer one first."
LangString NEWER ${LANG_RUSSIAN} "Установлена более новая версия Мерила: $0. Более старая не прочитает файлы, которые в ней открывали. Ничего не изменено. Если нужна именно старая версия, сначала удалите новую."
LangString RUNNING ${LANG_ENGLISH} "Merilo is running. Close its windows and start the setup again. Nothing was changed."
LangString RUNNING ${LANG_RUSSIAN} "Мерило запущено. Закройте его окна и запустите установку ещё раз. Ничего не изменено."
LangString STILL_RUNNING ${LANG_ENGLISH} "Merilo is running. Close its windows and remove it again. Nothing was changed."
LangString STILL_RUNNING ${LANG_RUSSIAN} "Мерило запущено. Закройте его окна и удалите программу ещё раз. Ничего не изменено."
LangString NOT_WRITABLE ${LANG_ENGLISH} "Not everything could be written to $INSTDIR: the disk is full, or the folder is protected. Run the setup again when that is settled."
LangString NOT_WRITABLE ${LANG_RUSSIAN} "Не всё удалось записать в папку $INSTDIR: на диске нет места или папка защищена. Устраните причину и запустите установку ещё раз."

Name "$(TITLE)"

; Exit codes: 0 done, 1 the person left, 2 not everything could be done, 3 a newer one is there, 4 it is running.
!macro REFUSE TEXT CODE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A library that is in use cannot be opened for writing.
!macro REFUSE_WHILE_RUNNING TEXT
  ${If} ${FileExists} "$INSTDIR\${LIBRARY}"
    ClearErrors
    FileOpen $1 "$INSTDIR\${LIBRARY}" a
    ${If} ${Errors}
      !insertmacro REFUSE "${TEXT}" 4
    ${EndIf}
    FileClose $1
  ${EndIf}
!macroend

!macro KIND SUFFIX ID TEXT
  WriteRegStr HKCU "${KINDS}\${ID}" "" "${TEXT}"
  WriteRegStr HKCU "${KINDS}\${ID}\DefaultIcon" "" "$INSTDIR\merilo.ico"
  WriteRegStr HKCU "${KINDS}\${ID}\shell\open\command" "" '"$INSTDIR\pythonw.exe" -m installer.start "%1"'
  WriteRegStr HKCU "${KINDS}\${SUFFIX}" "" "${ID}"
  WriteRegStr HKCU "${KINDS}\${SUFFIX}\OpenWithProgids" "${ID}" ""
!macroend

!macro NO_KIND SUFFIX ID
  DeleteRegKey HKCU "${KINDS}\${ID}"
  DeleteRegValue HKCU "${KINDS}\${SUFFIX}\OpenWithProgids" "${ID}"
  DeleteRegKey /ifempty HKCU "${KINDS}\${SUFFIX}\OpenWithProgids"
  ReadRegStr $1 HKCU "${KINDS}\${SUFFIX}" ""
  ${If} $1 == "${ID}" ; another program may have it by now
    DeleteRegValue HKCU "${KINDS}\${SUFFIX}" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${KINDS}\${SUFFIX}"
!macroend

; Also those that another version had; nobody keeps a library of their own here.
!macro NO_LIBRARIES
  Delete "$INSTDIR\*.dll"
  Delete "$INSTDIR\*.pyd"
!macroend

!macro KINDS_HAVE_CHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
  ReadRegStr $0 HKCU "${LISTED}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == "1"
      !insertmacro REFUSE "$(NEWER)" 3
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_RUNNING "$(RUNNING)"
  ; Written first, so that what was broken off can be removed.
  SetOutPath "$INSTDIR"
  ClearErrors
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${OWN}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "DisplayName" "$(TITLE)"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\merilo.ico"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
  ; Libraries go first and Python's own comes back when all beside it is there: in between Windows itself says
  ; what is missing, after that the program does. Modules of the version before must not stay among the new ones.
  !insertmacro NO_LIBRARIES
  RMDir /r "$INSTDIR\app"
  SetOverwrite try
  !include "${LAYING}"
  ${If} ${Errors}
    !insertmacro REFUSE "$(NOT_WRITABLE)" 2
  ${EndIf}
  SetOutPath "$PROFILE"
  CreateShortcut "$SMPROGRAMS\$(TITLE).lnk" "$INSTDIR\pythonw.exe" "-m installer.start" "$INSTDIR\merilo.ico"
  WriteRegStr HKCU "${OWN}" "Shortcut" "$SMPROGRAMS\$(TITLE).lnk"
  !insertmacro KIND ".merilo" "Merilo.File" "$(FILE_KIND)"
  !insertmacro KIND ".merilo-backup" "Merilo.Copy" "$(COPY_KIND)"
  !insertmacro KIND ".merilo-packet" "Merilo.Packet" "$(PACKET_KIND)"
  !insertmacro KIND ".merilo-key" "Merilo.Key" "$(KEY_KIND)"
  !insertmacro KINDS_HAVE_CHANGED
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_RUNNING "$(STILL_RUNNING)"
  ReadRegStr $1 HKCU "${OWN}" "Shortcut"
  ${If} $1 != ""
    Delete "$1"
  ${EndIf}
  !include "${REMOVING}"
  !insertmacro NO_LIBRARIES
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only if nothing of the person's own is in it
  !insertmacro NO_KIND ".merilo" "Merilo.File"
  !insertmacro NO_KIND ".merilo-backup" "Merilo.Copy"
  !insertmacro NO_KIND ".merilo-packet" "Merilo.Packet"
  !insertmacro NO_KIND ".merilo-key" "Merilo.Key"
  DeleteRegKey HKCU "${LISTED}"
  DeleteRegKey HKCU "${OWN}"
  !insertmacro KINDS_HAVE_CHANGED
SectionEnd
