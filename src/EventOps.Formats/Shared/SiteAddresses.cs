namespace EventOps.Formats.Shared;

/// <summary>Where the pages of a community are found by the world.</summary>
/// <param name="PublicUrl">Like <c>https://meetups.example.org</c>, without a slash at the end; null when nobody said so.</param>
public sealed record SiteAddresses(string? PublicUrl, string Community)
{
    /// <summary>Null while nobody said where the world finds this server: files that travel carry no half addresses.</summary>
    public string? Home => To("");

    public string? Agenda(string slug) => To($"/{Uri.EscapeDataString(slug)}/agenda");

    public string? Recap(string slug) => To($"/{Uri.EscapeDataString(slug)}/recap");

    public string? Talk(string slug, Guid talkId) => To($"/{Uri.EscapeDataString(slug)}/talks/{talkId}");

    public string? To(string path) => PublicUrl is null ? null : $"{PublicUrl}/{Uri.EscapeDataString(Community)}{path}";
}
