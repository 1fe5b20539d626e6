namespace EventOps.Notifications.Messages;

/// <summary>
/// A wish for message types: a whole name, or a beginning that ends in <c>*</c>. Drafts are told only to a wish that can
/// mean nothing else: whoever asks for <c>eventops.slides.*</c> wants announcements, whoever asks for
/// <c>eventops.talk.*</c> wants to look into the kitchen.
/// </summary>
public static class TypeWish
{
    /// <summary>Whether any of the wishes, or no wish at all, takes in a message of this type.</summary>
    public static bool Takes(IReadOnlyList<string> wishes, string type, bool isPublic) =>
        isPublic && wishes.Count == 0 || wishes.Any(wish => Matches(wish, type) && (isPublic || AsksForDrafts(wish)));

    /// <summary>Whether a message of this type could be taken in, were it public or a draft.</summary>
    public static bool MayTake(IReadOnlyList<string> wishes, MessageType type) => type.Audience == Audience.Draft
        ? Takes(wishes, type.Name, isPublic: false)
        : Takes(wishes, type.Name, isPublic: true);

    /// <summary>Whether any message can match it; a typing error matches none and would stay silent for ever.</summary>
    public static bool IsKnown(string wish) => MessageTypes.All.Any(type => Matches(wish, type.Name));

    public static bool Matches(string wish, string type) => wish.EndsWith('*')
        ? type.AsSpan().StartsWith(wish.AsSpan(0, wish.Length - 1), StringComparison.Ordinal)
        : wish == type;

    private static bool AsksForDrafts(string wish) =>
        MessageTypes.All.All(type => type.Audience == Audience.Draft || !Matches(wish, type.Name));
}
