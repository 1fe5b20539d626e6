using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Messages;

/// <summary>Who may read a fact.</summary>
public enum Audience
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Whoever holds a key of the community.</summary>
    Draft,

    /// <summary>Everybody once what it is about is published, before that whoever holds a key.</summary>
    OncePublished,
}

/// <summary>What the outside calls a stored event.</summary>
/// <param name="StoredName">The name in the log, like <c>slides_published</c>.</param>
/// <param name="Name">The CloudEvents type, like <c>eventops.slides.published.v1</c>.</param>
public sealed record MessageType(string StoredName, string Name, Audience Audience)
{
    /// <summary>Whether everybody may read this fact, given the meetup as the fact has made it.</summary>
    public bool IsPublic(MeetupEvent happened, Meetup meetup) => Audience switch
    {
        Audience.Public => true,
        Audience.OncePublished => happened switch
        {
            SlidesReplaced e => e.Published,
            SlidesWithdrawn e => e.Published,
            _ => meetup.RecapPublished,
        },
        _ => false,
    };
}
