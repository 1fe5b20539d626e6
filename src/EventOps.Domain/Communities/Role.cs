namespace EventOps.Domain.Communities;

/// <summary>What somebody is in a community; what each role may do is one table of the server's.</summary>
public enum Role
{
    /// <summary>Reads drafts and changes nothing.</summary>
    Reader,

    /// <summary>Reads drafts and has subscriptions of its own.</summary>
    Bot,

    /// <summary>Has talks of their own: revises them and hands in their slides.</summary>
    Speaker,

    /// <summary>Runs meetups and subscriptions.</summary>
    Organizer,

    /// <summary>May do everything, and says who else may do what.</summary>
    Owner,
}
