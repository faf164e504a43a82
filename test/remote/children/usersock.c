/*
 * A plain client written for a kernel module, but for the two numbers that it is given:
 *
 *     usersock PORT_ID GROUP TEXT      sends TEXT to PORT_ID, prints the answer
 *     usersock PORT_ID GROUP           prints what comes to GROUP
 */
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct sockaddr_nl own = { .nl_family = AF_NETLINK };
	struct sockaddr_nl peer = { .nl_family = AF_NETLINK };
	union {
		struct nlmsghdr header;
		char bytes[NLMSG_SPACE(1024)];
	} message = { 0 };
	socklen_t length = sizeof(peer);
	unsigned int group;
	int fd;

	if (argc < 3)
		return 2;
	fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_USERSOCK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&own, sizeof(own)) < 0)
		return 1;
	peer.nl_pid = atoi(argv[1]);
	group = atoi(argv[2]);
	if (argc > 3) {
		message.header.nlmsg_len = NLMSG_LENGTH(strlen(argv[3]) + 1);
		message.header.nlmsg_type = NLMSG_DONE;
		message.header.nlmsg_pid = getpid();
		strcpy(NLMSG_DATA(&message.header), argv[3]);
		if (sendto(fd, &message, message.header.nlmsg_len, 0, (struct sockaddr *)&peer, sizeof(peer)) < 0)
			return 1;
	} else if (setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)) < 0) {
		return 1;
	}
	puts("ready");
	fflush(stdout);
	memset(&message, 0, sizeof(message));
	if (recvfrom(fd, &message, sizeof(message), 0, (struct sockaddr *)&peer, &length) < 0)
		return 1;
	printf("%s, from %u in groups %u\n", (char *)NLMSG_DATA(&message.header), peer.nl_pid, peer.nl_groups);
	close(fd);
	return 0;
}
