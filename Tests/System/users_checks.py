"""Users, permissions, sudo, services, the log and timers, as a person at the serial console has them."""

import re
import time

from checks import check, expect
from desktop import PROMPT, Desktop
from machine import ESCAPES

ANN, BOB = "correct horse", "battery staple"


def dialogue(machine, command, *answers, timeout=40):
    """Runs a line that asks questions, pairs of a pattern and what is typed; status and all that was said."""
    marker = time.monotonic_ns()
    machine.forget()
    start = len(machine.text)
    machine.send(f"{command}; echo 'end'-{marker} $?\n")
    for question, answer in answers:
        machine.wait_for(question, timeout)
        machine.send(answer)
    match = machine.wait_for(rf"end-{marker} (\d+)\n", timeout)
    return int(match.group(1)), ESCAPES.sub("", machine.text[start:match.start()])


def root(machine):
    """The administrator's shell."""
    desktop = Desktop(machine)
    desktop.log_in("root", "password")
    return desktop


def set_password(machine, name, password):
    status, said = dialogue(machine, f"passwd {name}", ("New password: ?$", password + "\n"),
                            ("Retype new password: ?$", password + "\n"))
    expect(status == 0 and "updated successfully" in said, f"passwd {name}: {said}")
    expect(password not in said, "the password was shown")


@check("bios")
def a_wrong_password_lets_nobody_in(machine):
    desktop = Desktop(machine)
    desktop.log_in("root", "password")
    machine.send("exit\n")
    machine.wait_for(r"login: ?$", 30)
    for password in ["Password", ""]:
        machine.send("root\n")
        machine.wait_for(r"Password: ?$", 20)
        machine.send(password + "\n")
        machine.wait_for(r"Login incorrect\n", 20)
    machine.wait_for(r"login: ?$", 20)
    desktop.log_in("root", "password")
    expect(desktop.shell("whoami").strip() == "root", "not root")
    shadow = desktop.shell("ls -l /etc/shadow; cat /etc/shadow")
    expect(shadow.startswith("-rw-------") and "root:$argon2id$v=19$m=7168,t=1,p=1$" in shadow, shadow)


@check("bios")
def users_are_added_and_get_passwords(machine):
    desktop = root(machine)
    desktop.shell("useradd -m -G sudo -c 'Ann A.' ann")
    desktop.shell("useradd -m bob")
    status, said = machine.run("useradd bob")
    expect(status == 9 and "useradd: user 'bob' already exists" in said, said)
    expect(desktop.shell("id ann").strip() == "uid=1001(ann) gid=1001(ann) groups=1001(ann),27(sudo)",
           desktop.shell("id ann"))
    set_password(machine, "ann", ANN)
    set_password(machine, "bob", BOB)
    expect(re.match(r"ann P \d\d/\d\d/\d{4} 0 99999 7 -1", desktop.shell("passwd -S ann")), "passwd -S")
    desktop.log_in("ann", ANN)
    expect(desktop.shell("whoami; pwd").split() == ["ann", "/home/ann"], "ann is not at home")
    status, said = machine.run("useradd eve")
    expect(status == 1 and "Permission denied" in said, said)


@check("bios")
def files_are_guarded_and_sudo_opens_them(machine):
    desktop = Desktop(machine)
    desktop.log_in("ann", ANN)
    for command in ["cat /etc/shadow", "echo x > /etc/motd", "rm /etc/passwd", "ls /home/bob", "kill -KILL 1"]:
        status, said = machine.run(command)
        expect(status != 0, f"{command} worked: {said}")
    status, said = machine.run("sudo -n true")
    expect(status == 1 and "a password is required" in said, said)
    question = r"\[sudo\] password for ann: ?$"
    status, said = dialogue(machine, "sudo head -n 1 /etc/shadow", (question, "wrong\n"), (question, ANN + "\n"))
    expect(status == 0 and "Sorry, try again." in said and "root:$argon2id$" in said, said)
    expect(ANN not in said, "the password was shown")
    # The ticket holds on this terminal, for another program, with the status of that program.
    expect(desktop.shell("sudo whoami; sudo sh -c 'id -u'").split() == ["root", "0"], "no ticket")
    expect(machine.run("sudo sh -c 'exit 7'")[0] == 7, "the status is lost")
    expect(desktop.shell("echo through | sudo cat | tr a-z A-Z").strip() == "THROUGH", "pipes do not reach it")
    expect(desktop.shell("sudo -u bob whoami").strip() == "bob", "not bob")
    expect(desktop.shell("FOO=bar; export FOO; sudo env").count("FOO") == 0, "the environment is not clean")
    expect("(ALL : ALL) ALL" in desktop.shell("sudo -l"), "sudo -l")
    status, said = dialogue(machine, "sudo -k; sudo true", (question, "a\n"), (question, "b\n"), (question, "c\n"))
    expect(status == 1 and "3 incorrect password attempts" in said, said)
    log = desktop.shell("log sudo")
    expect(re.search(r"sudo: ann : TTY=pty:\d+ ; PWD=/home/ann ; USER=root ; COMMAND=/bin/head -n 1 /etc/sh", log), log)
    expect("3 incorrect password attempts" in log, log)


@check("bios")
def keys_reach_what_sudo_runs(machine):
    desktop = Desktop(machine)
    desktop.log_in("ann", ANN)
    machine.send("sudo sleep 1000\n")
    machine.wait_for(r"password for ann: ?$", 20)
    # Given up at the question, the terminal shows again what is typed.
    machine.send("\x03")
    machine.wait_for(PROMPT, 20)
    expect("visible" in desktop.shell("echo visible"), "the echo is off")
    dialogue(machine, "sudo -v", (r"password for ann: ?$", ANN + "\n"))
    machine.forget()
    machine.send("sudo sleep 1000\n")
    time.sleep(2)
    machine.send("\x03")
    machine.wait_for(PROMPT, 20)
    machine.send("echo status $?\n")
    machine.wait_for(r"status 130\n", 20)
    expect("sleep" not in desktop.shell("ps"), "it still runs")
    # Stopped, in the background, and ended by a signal that only the client gets.
    machine.forget()
    machine.send("sudo sleep 1000\n")
    time.sleep(2)
    machine.send("\x1a")
    machine.wait_for(PROMPT, 20)
    expect("sleep" in desktop.shell("jobs; ps"), "it does not run")
    status, said = machine.run("kill -TERM %1; kill -CONT %1; sleep 2; ps")
    expect("sleep 1000" not in said and not re.search(r" sleep$", said, re.M), said)


@check("bios")
def who_is_not_in_sudoers_is_not_let(machine):
    desktop = Desktop(machine)
    desktop.log_in("bob", BOB)
    status, said = dialogue(machine, "sudo id", (r"password for bob: ?$", BOB + "\n"))
    expect(status == 1 and "bob is not in the sudoers file." in said, said)
    status, said = dialogue(machine, "su ann -c whoami", (r"Password: ?$", BOB + "\n"))
    expect(status == 1 and "su: Authentication failure" in said, said)
    status, said = dialogue(machine, "su - ann -c 'whoami; pwd'", (r"Password: ?$", ANN + "\n"))
    expect(status == 0 and "ann\n/home/ann" in said, said)


@check("bios")
def people_change_their_own_password(machine):
    desktop = Desktop(machine)
    desktop.log_in("bob", BOB)
    new = "another one 9"
    retype = (r"Retype new password: ?$", new + "\n")
    status, said = dialogue(machine, "passwd", (r"Current password: ?$", "wrong\n"), (r"New password: ?$", new + "\n"),
                            retype)
    expect(status == 10 and "password unchanged" in said, said)
    status, said = dialogue(machine, "passwd", (r"Current password: ?$", BOB + "\n"), (r"New password: ?$", "abc\n"),
                            (r"Retype new password: ?$", "abc\n"))
    expect(status == 10 and "You must choose a longer password." in said, said)
    status, said = dialogue(machine, "passwd", (r"Current password: ?$", BOB + "\n"), (r"New password: ?$", new + "\n"),
                            retype)
    expect(status == 0 and "updated successfully" in said, said)
    expect(machine.run("passwd ann")[0] == 1, "bob may change the password of ann")
    desktop.log_in("bob", new)
    expect(desktop.shell("whoami").strip() == "bob", "not bob")


@check("bios")
def groups_and_masks_count(machine):
    desktop = root(machine)
    desktop.shell("groupadd team; echo plan > /tmp/plan; chown :team /tmp/plan; chmod 640 /tmp/plan")
    desktop.shell("usermod -aG team ann")
    expect(desktop.shell("su ann -c 'cat /tmp/plan'").strip() == "plan", "ann is not in the team")
    expect(machine.run("su bob -c 'cat /tmp/plan'")[0] != 0, "bob is in the team")
    desktop.shell("usermod -rG team ann")
    expect(machine.run("su ann -c 'cat /tmp/plan'")[0] != 0, "ann is still in the team")
    desktop.shell("cd /tmp; umask 027; touch m1; mkdir m2; sh -c 'touch m3; echo x > m4'; umask 022")
    listed = desktop.shell("ls -ld m?; rm -r m?; cd")
    modes = [line.split()[0] for line in listed.splitlines() if line.startswith(("-", "d"))]
    expect(modes == ["-rw-r-----", "drwxr-x---", "-rw-r-----", "-rw-r-----"], listed)


@check("bios")
def services_are_steered(machine):
    desktop = root(machine)
    desktop.shell("service stop zerod")
    status, said = machine.run("service status zerod")
    expect(status == 3 and "stopped" in said, said)
    desktop.shell("service start zerod; service restart zerod; sleep 1; service status zerod")
    expect(machine.run("service status nothing")[0] == 4, "a service that there is not")
    desktop.shell("service disable welcome")
    expect(re.search(r"^welcome .* disabled", desktop.shell("service list"), re.M), desktop.shell("service list"))
    expect("welcome disabled" in desktop.shell("cat /etc/services.choices"), "it is not written down")
    desktop.shell("service enable welcome")
    status, said = machine.run("service disable ramfs")
    expect(status == 1 and "cannot be switched" in said, said)
    expect("init: zerod stopped" in desktop.shell("service log zerod"), "the log does not know")
    desktop.log_in("user")
    status, said = machine.run("service stop zerod")
    expect(status != 0 and "not permitted" in said, said)


@check("bios")
def the_log_is_followed(machine):
    desktop = root(machine)
    desktop.shell("echo before > log:check")
    machine.send("log -f -n 0 check\n")
    time.sleep(2)
    machine.send("\x03")
    machine.wait_for(PROMPT, 20)
    # Another process writes while it waits.
    desktop.shell("log -f -n 1 check > /tmp/followed & true")
    desktop.shell("sleep 1; echo after > log:check; echo other > log:else; sleep 1; kill %1")
    followed = desktop.shell("cat /tmp/followed")
    expect("check: before" in followed and "check: after" in followed and "else" not in followed, followed)
    expect("after" in desktop.shell("log --since 5m -g 'aft.r' check"), "the filter finds nothing")
    expect("before" not in desktop.shell("log -n 1 check"), "-n 1 shows more")


@check("bios")
def timers_fire(machine):
    desktop = root(machine)
    desktop.shell("printf '[timer tick]\\nevery = 1s\\nprogram = /bin/echo\\narguments = ticked\\nschemes = debug\\n"
                  "[timer rarely]\\nat = 0 0 1 1 *\\nprogram = /bin/echo\\n' > /etc/services; service reload")
    end = time.monotonic() + 30
    while desktop.shell("log tick").count("tick: ticked") < 2:
        expect(time.monotonic() < end, desktop.shell("service list; log -n 20 init"))
        time.sleep(1)
    listed = desktop.shell("service list")
    expect(re.search(r"^tick +waiting +0 +\d+ +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +ended with status 0", listed, re.M) or
           re.search(r"^tick +running", listed, re.M), listed)
    expect(re.search(r"^rarely +waiting +0 +0 +\d{4}-01-01 00:00:00", listed, re.M), listed)
    desktop.shell("service disable tick; sleep 1")
    count = desktop.shell("log tick").count("ticked")
    desktop.shell("sleep 3")
    expect(desktop.shell("log tick").count("ticked") == count, "it fires though it is switched off")
    desktop.shell("service start tick; sleep 1")
    expect(desktop.shell("log tick").count("ticked") == count + 1, "it does not run by request")
    status, said = machine.run("echo '[bad]' > /etc/services; service reload")
    expect(status == 1 and "bad has no program" in desktop.shell("log init"), said)
    desktop.shell("rm /etc/services /etc/services.choices; service reload")
    expect("tick" not in desktop.shell("service list"), "it is still there")
    desktop.shell("userdel -r ann; userdel -r bob; groupdel team")
    desktop.log_in()
