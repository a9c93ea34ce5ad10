"""Sixteen staff lists by the shapes met in the open, as files: each goes in whole. All are invented."""

import pytest

from domain.people.person import PersonKind
from domain.people.roster import Field
from domain.progress import Progress
from reports.intake import people
from reports.intake.file import parse

LISTS = {
    "machine heads": "employee_id,first_name,last_name,job_title,department,hire_date\n"
    "E7,Anna,Sample,clerk,Sales,2024-03-09\nE8,Boris,Pattern,driver,Depot,2023-11-30\n",
    "camel case": "EmployeeID,FullName,JobTitle,Department,JoinDate\n"
    "E7,Anna Sample,clerk,Sales,2024-03-09\nE8,Boris Pattern,driver,Depot,2023-11-30\n",
    "camel case, lower": "firstName,lastName,Role,team,startDate,managerId\n"
    "Anna,Sample,clerk,Sales,2024-03-09,E1\nBoris,Pattern,driver,Depot,2023-11-30,\n",
    "a lone name": "Name,Title,Department,Hire Date\n"
    "Anna Sample,clerk,Sales,09/25/2024\nBoris Pattern,driver,Depot,11/30/2023\n",
    "an attendance log": "SN,Employee ID,Employee Name,Designation,Dept,Date of Joining\n"
    "1,SM - 00001,Anna Sample,clerk,Sales,25-09-2024\n2,SM - 00002,Boris Pattern,driver,Depot,30-11-2023\n",
    "human resources": "Employee_Name;EmpID;Salary;Position;DateofHire;Department;ManagerName\n"
    "Sample, Anna;10026;62506;clerk;2024-03-09;Sales;Boris Pattern\n"
    "Pattern, Boris;10084;104437;driver;2023-11-30;Depot;\n",
    "a directory": "EMPLOYEE NUMBER\tLAST-NAME\tFIRST-NAME\tMIDDLE-NAME\tWORK E-MAIL\n"
    "7\tSample\tAnna\tGrace\tanna@example.org\n8\tPattern\tBoris\t\tboris@example.org\n",
    "Latin heads of a Russian firm": "fio,position,hiredate,salary\n"
    "Sample Anna,clerk,2024-03-09,1\nPattern Boris,driver,2023-11-30,2\n",
    "парные столбцы": "Табельный номер;Фамилия;Имя;Отчество;Должность;Подразделение\n"
    "007;Примерова;Анна;Львовна;лаборант;Цех 1\n008;Образцов;Борис;Львович;водитель;Гараж\n",
    "фио и номер": "ФИО;Табельный номер;Должность\n"
    "Примерова Анна Львовна;007;лаборант\nОбразцов Борис Львович;008;водитель\n",
    "справочник": "№;ФИО;Должность;Телефон;Email\n"
    "1;Примерова Анна Львовна;лаборант;12-34;anna@example.org\n2;Образцов Борис Львович;водитель;;\n",
    "приём": "ФИО;Должность;Компания;Принят\n"
    "Примерова Анна Львовна;лаборант;ООО «Мир»;09.03.2024\nОбразцов Борис Львович;водитель;ООО «Мир»;\n",
    "руководитель по имени": "Id;ФИО сотрудника;Должность;Отдел;Руководитель\n"
    "1;Примерова Анна Львовна;лаборант;Цех;Образцов Борис Львович\n2;Образцов Борис Львович;мастер;Цех;\n",
    "унифицированная форма": "Список работников;;;\nна 01.03.2024;;;\n"
    "Таб.номер;ФИО работника;Должность по штатному расписанию;Дата начала работы\n"
    "007;Примерова Анна Львовна;лаборант;09.03.2024\n008;Образцов Борис Львович;водитель;30.11.2023\n",
    "полное имя": "Полное ФИО;Дата поступления;Должность\n"
    "Примерова Анна Львовна;09.03.2024;лаборант\nОбразцов Борис Львович;30.11.2023;водитель\n",
    "два языка": "Таб. №;ФИО RU;ФИО KZ;Должность;Филиал\n"
    "007;Примерова Анна Львовна;Примерова А.;лаборант;Север\n008;Образцов Борис Львович;;водитель;Юг\n",
}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
@pytest.mark.parametrize("name", LISTS)
def test_all_of_a_list_goes_in_as_it_is(name: str, encoding: str) -> None:
    table = parse(LISTS[name].encode(encoding), "list.csv", Progress())
    columns = people.guess(table, {})
    rows = people.rows(table, columns, PersonKind.EMPLOYEE)
    assert [one.problems for one in rows] == [(), ()]
    found = [(one.person.surname, one.person.given) for one in rows]
    assert found in (
        [("Sample", "Anna"), ("Pattern", "Boris")],
        [("Примерова", "Анна"), ("Образцов", "Борис")],
    )
    assert Field.POST in columns.of or "e-mail" in LISTS[name].casefold()
