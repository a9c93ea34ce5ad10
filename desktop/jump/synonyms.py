"""Search terms for places, acts, settings and documents besides their names: what people call them.

They are searched but never shown, so they are not translated: each line holds Russian and English.
"""

SYNONYMS = {
    "home": "главная начало дела дашборд dashboard start to-do",
    "people": "персонал штат список людей staff",
    "team": "матрица карта компетенций matrix heat map",
    "framework": "модель компетенций редакция профили обязанности model edition profiles duties",
    "preferences": "параметры конфигурация preferences options",
    "load_people": "импорт загрузить людей список сотрудников import load list of staff",
    "load_levels": "импорт ввезти уровни матрица навыков прошлогодняя import load skill matrix last year",
    "import_files": "импорт должностная инструкция профстандарт список import drop files instruction",
    "merge_files": "объединить слить слияние филиал второй файл merge branch second file combine",
    "save_templates": "шаблон образец бланк пустой список таблица template sample blank form",
    "import_text": "вставить буфер обмена paste clipboard",
    "new_vacancy": "кампания отбор набор campaign hiring",
    "dismiss": "увольнение уход dismissal leaving",
    "withdraw_cycle": "открыт по ошибке opened by mistake",
    "revise": "новая редакция листа new revision",
    "export": "экспорт выгрузить выгрузка распечатать печать скачать сохранить export download save print",
    "remind": "должники напоминание напомнить кто не сдал письмо debtors reminder letter",
    "new_file": "создать новый файл create file",
    "lock": "заблокировать блокировка отойти спрятать lock screen away",
    "close_file": "закрыть выйти из файла close",
    "quit": "выйти завершить закрыть программу exit close",
    "other_file": "открыть другой файл open a file",
    "copies": "бэкап резервная копия восстановить backup restore recovery",
    "help": "помощь подсказка клавиши сочетания hotkeys shortcuts manual",
    "about": "версия лицензии licences version",
    "exchange": "пакеты ключи приглашение запечатанный лист отправлено packets keys sealed sent",
    "answer_form": "анкета опросник эксель без программы excel workbook questionnaire without program",
    "familiarisation": "ознакомление подписи роспись подписали не подписали ЛНА signatures read and sign",
    "journal": "журнал событий аудит история кто что сделал выгрузки audit log history events",
    "organisation": "реквизиты название организации кто утверждает requisites company approver",
    "password": "сменить пароль вход change password",
    "theme": "оформление внешний вид тёмная светлая контрастная цвета look dark light appearance",
    "recovery": "код восстановления лист восстановления забыл пароль recovery code forgotten password",
    "lock_after": "блокировка заблокировать через сколько минут автоматически auto lock timeout minutes idle",
    "text_size": "шрифт крупнее мельче увеличить масштаб буквы font zoom larger letters",
    "motion": "анимация движение мигание укачивает reduced motion movement animation",
    "language": "русский английский english russian interface",
    "working_as": "оценщик сменить оценщика пользователь assessor user",
    "folder": "папка путь куда сохранять directory path",
    "retention": "персональные данные срок хранения удаление 152-ФЗ personal data retention",
    "requisites": "логотип исполнитель гриф конфиденциально адрес подразделение letterhead logo executor QR",
    "calendar": "выходные праздники рабочие дни holidays working days",
}


def synonyms(name: str) -> str:
    """Return the other search terms of the place, act, setting or document; each word counts by itself."""
    return SYNONYMS.get(name, "")
