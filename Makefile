# Apus: how everything is built, run and tested. `make help` lists what there is.
#
# Output goes to build/ and the three build folders of SwiftPM (.build host, .build-kernel, .build-programs), nowhere else.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BUILD := build
TRIPLE := x86_64-unknown-none-elf
# Where the toolchain keeps the Embedded Swift libraries.
RESOURCES = $(shell swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
EMBEDDED = $(RESOURCES)/embedded/$(TRIPLE)

KERNEL_FLAGS := --triple $(TRIPLE) --toolset $(BUILD)/toolsets/kernel.json -c release --scratch-path .build-kernel
PROGRAM_FLAGS := --triple $(TRIPLE) --toolset $(BUILD)/toolsets/programs.json -c release --scratch-path .build-programs -Xlinker --allow-multiple-definition
TOOL_FLAGS := -c release --scratch-path .build-tools --product imagebuilder
KERNEL := .build-kernel/$(TRIPLE)/release/kernel
PROGRAMS := .build-programs/$(TRIPLE)/release
IMAGEBUILDER := .build-tools/release/imagebuilder

# In the boot image: what is needed until the root file system is there. The rest goes to /bin of the live root.
INITFS_PROGRAMS := init logd nulld randd ramfs ptyd inputd ps2d vesad acpid pcid consoled
ROOT_PROGRAMS := orbital launcher welcome terminal editor files calculator sh coreutils textutils archiveutils extrautils sysutils userutils sudod editors ostests osbench edutest osfuzz

FONTS := /usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf \
  /usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf \
  /usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf \
  /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf \
  /usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf
FONT_PACKAGES := fonts-inter-variable fonts-jetbrains-mono fonts-dejavu-core fonts-noto-core

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

.PHONY: setup
setup: ## install the Debian packages that are missing
	@installer/setup.sh

# --- Building

$(BUILD)/toolsets/%.json: installer/toolsets/%.json.in Makefile
	@mkdir -p $(@D)
	@sed -e 's|@ROOT@|$(CURDIR)|g' -e 's|@EMBEDDED@|$(EMBEDDED)|g' $< > $@

# SwiftPM finds out itself what changed, so it is always asked.
.PHONY: kernel programs tools
kernel: $(BUILD)/toolsets/kernel.json ## the kernel
	@echo "== kernel"
	@APUS=kernel swift build $(KERNEL_FLAGS) --product kernel 2>&1 | installer/quiet.sh
	@installer/check-kernel.sh $(KERNEL)

programs: $(BUILD)/toolsets/programs.json ## every program of the system
	@echo "== programs"
	@APUS=programs swift build $(PROGRAM_FLAGS) 2>&1 | installer/quiet.sh

tools:
	@echo "== image builder"
	@swift build $(TOOL_FLAGS) 2>&1 | installer/quiet.sh

# Stripped, with the table of function names behind it (ABI/SymbolTable.swift); remade when the program has changed.
$(BUILD)/initfs/%: $(PROGRAMS)/% | tools
	@mkdir -p $(@D)
	@$(IMAGEBUILDER) symbols $< $@
$(BUILD)/root/bin/%: $(PROGRAMS)/% | tools
	@mkdir -p $(@D)
	@$(IMAGEBUILDER) symbols $< $@
# The boot loader keeps the kernel's own symbol table in memory: a panic names functions.
$(BUILD)/iso/boot/kernel: $(KERNEL)
	@mkdir -p $(@D)
	@llvm-objcopy --strip-debug $< $@
$(KERNEL): kernel ;
$(addprefix $(PROGRAMS)/,$(INITFS_PROGRAMS) $(ROOT_PROGRAMS)): programs ;

$(BUILD)/root/share/.stamp: $(FONTS) Makefile
	@mkdir -p $(BUILD)/root/share/fonts $(BUILD)/root/share/licenses
	@cp $(FONTS) $(BUILD)/root/share/fonts/
	@for package in $(FONT_PACKAGES); do \
	  cp /usr/share/doc/$$package/copyright $(BUILD)/root/share/licenses/$$package; done
	@cp LICENSE $(BUILD)/root/share/licenses/apus
	@touch $@

$(BUILD)/root.manifest: assets/root.manifest assets/commands
	@mkdir -p $(@D)
	@cp assets/root.manifest $@
	@while read -r image names; do case $$image in ''|\#*) continue;; esac; \
	  for name in $$names; do echo "hard bin/$$name bin/$${image%:}"; done; done < assets/commands >> $@

$(BUILD)/root.tar.gz: $(BUILD)/root.manifest $(addprefix $(BUILD)/root/bin/,$(ROOT_PROGRAMS)) \
    $(BUILD)/root/share/.stamp $(shell find assets/root assets/private assets/share docs/man -type f 2>/dev/null | sed 's/ /\\ /g') | tools
	@for file in $(BUILD)/root/bin/*; do \
	  case " $(ROOT_PROGRAMS) " in *" $${file##*/} "*) ;; *) rm "$$file";; esac; done # a program of earlier days
	@$(IMAGEBUILDER) root $@ $<

$(BUILD)/iso/boot/initfs: $(addprefix $(BUILD)/initfs/,$(INITFS_PROGRAMS)) assets/services $(BUILD)/root.tar.gz | tools
	@mkdir -p $(@D)
	@$(IMAGEBUILDER) initfs $@ $(foreach name,$(INITFS_PROGRAMS),$(name)=$(BUILD)/initfs/$(name)) \
	  services=assets/services root.tar.gz=$(BUILD)/root.tar.gz

$(BUILD)/apus.iso: $(BUILD)/iso/boot/kernel $(BUILD)/iso/boot/initfs installer/boot/grub.cfg
	@mkdir -p $(BUILD)/iso/boot/grub
	@cp installer/boot/grub.cfg $(BUILD)/iso/boot/grub/
	@installer/make-iso.sh $(BUILD)/iso $@
	@ls -l $@ | awk '{ printf "== %s, %.1f MiB\n", $$9, $$5 / 1048576 }'

.PHONY: iso
iso: $(BUILD)/apus.iso ## build/apus.iso: CD, USB stick (dd), BIOS and UEFI

# --- Running

.PHONY: run gdb symbolize preview
run: setup iso ## build, and boot the live ISO in QEMU
	@Tests/System/run.py

gdb: ## [PROGRAM=…]: boot the last ISO and stop at the start of the kernel, or of a program, with GDB attached
	@Tests/System/run.py --gdb $(KERNEL) $(if $(PROGRAM),--program $(PROGRAMS)/$(PROGRAM))

symbolize: ## ADDR=… [PROGRAM=…]: the source line of an address
	@llvm-symbolizer --obj=$(if $(PROGRAM),$(PROGRAMS)/$(PROGRAM),$(KERNEL)) $(ADDR)

preview: ## APP=…: an app in a window of this desktop (SCALE=2, THEME=dark); a PNG where there is no display
	@[ -n "$(APP)" ] || { echo "make preview APP=calculator|editor|terminal|files|launcher|welcome"; exit 2; }
	@name=$$(echo "$(APP)" | tr A-Z a-z); swift build --product $$name 2>&1 | installer/quiet.sh; \
	  .build/debug/$$name

# --- Testing

.PHONY: check test host-test system-test bench fuzz faults
check: ## style and the rules of the house
	@Tests/run.py check

host-test: ## every test that runs on the host
	@Tests/run.py host

system-test: iso ## boots the ISO and uses it
	@Tests/run.py system

test: setup ## set-up, and every test there is
	@Tests/run.py check host iso system

fuzz: iso ## [SEED=…] [CALLS=…]: the nightly run: 10 million system calls that make no sense
	@Tests/System/fuzz.py $(if $(SEED),--seed $(SEED)) $(if $(CALLS),--calls $(CALLS))

faults: iso ## [SEED=…] [COUNT=…]: the nightly run: 1,000 faults put into the code and data of running services
	@Tests/System/faults.py $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT))

bench: iso ## [NAME=…]: the figures, as lines "apus NAME VALUE"; with NAME the rows that contain it
	@echo "== host's figures"
	@for product in hostbench coreutils textutils archiveutils; do \
	  swift build -c release --scratch-path .build-tools --product $$product 2>&1 | installer/quiet.sh \
	  || exit 1; done
	@Tests/System/bench.py $(NAME)

.PHONY: clean
clean: ## remove all output
	rm -rf $(BUILD) .build .build-kernel .build-programs .build-tools
