/*
 * notifier FILE: shows notifications by appending them to a file, a line each: title, tab, text.
 * It ends with its bus.
 * notifier --mute SOCKET: a bus that never answers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

static int
notifier_notify(sd_bus_message *message, void *path, sd_bus_error *error)
{
	const char *program, *icon, *title, *text;
	unsigned replaces;
	FILE *file;

	(void)error;
	if (sd_bus_message_read(message, "susss", &program, &replaces, &icon, &title, &text) < 0)
		return -1;
	file = fopen(path, "a");
	if (file == NULL || fprintf(file, "%s\t%s\n", title, text) < 0 || fclose(file) != 0)
		abort();
	return sd_bus_reply_method_return(message, "u", 1U);
}

static const sd_bus_vtable notifier_table[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Notify", "susssasa{sv}i", "u", notifier_notify, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_VTABLE_END,
};

static int
notifier_listen(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd < 0 || strlen(path) >= sizeof(address.sun_path))
		return 1;
	strcpy(address.sun_path, path);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(fd, 8) < 0)
		return 1;
	for (;;)
		pause();
}

int
main(int argc, char **argv)
{
	sd_bus *bus;

	if (argc == 3 && strcmp(argv[1], "--mute") == 0)
		return notifier_listen(argv[2]);
	if (argc != 2 || sd_bus_open_user(&bus) < 0 ||
	    sd_bus_add_object_vtable(bus, NULL, "/org/freedesktop/Notifications",
		"org.freedesktop.Notifications", notifier_table, argv[1]) < 0 ||
	    sd_bus_request_name(bus, "org.freedesktop.Notifications", 0) < 0)
		return 1;
	for (;;) {
		int n = sd_bus_process(bus, NULL);

		if (n < 0 || (n == 0 && sd_bus_wait(bus, UINT64_MAX) < 0))
			return 0;
	}
}
