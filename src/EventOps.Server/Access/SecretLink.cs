namespace EventOps.Server.Access;

/// <summary>What a link leads to: one talk, or a meetup.</summary>
internal sealed record LinkTarget(Guid MeetupId, Guid? TalkId = null);

/// <summary>A link that opens something for whoever has it, until it ends or is taken back.</summary>
internal sealed record SecretLink(
    string Community, Guid Id, LinkTarget To, DateTimeOffset Created, string CreatedBy, DateTimeOffset Expires, DateTimeOffset? LastUsed);

/// <summary>What is to be known of one kind of link beside what it leads to.</summary>
/// <param name="Command">Names the request that makes one, for its repeats.</param>
/// <param name="ToTalk">Leads to a talk.</param>
/// <param name="PathOf">The address of a community's link with a secret.</param>
internal sealed record LinkKind(string Command, bool ToTalk, Func<string, string, string> PathOf);
