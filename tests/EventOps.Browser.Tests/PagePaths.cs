using Xunit;

namespace EventOps.Browser.Tests;

/// <summary>The pages that every judge looks at, in every state that a meetup can be in.</summary>
internal static class PagePaths
{
    public const string Catalogue = "/sofastack";
    public const string OpenDayAgenda = "/sofastack/sofa-meetup-13/agenda";
    public const string OpenDayRecap = "/sofastack/sofa-meetup-13/recap";
    public const string TwoRoomsAgenda = "/sofastack/cloud-native-berlin/agenda";
    public const string HostileAgenda = "/sofastack/hostile/agenda";
    public const string HostileRecap = "/sofastack/hostile/recap";

    public static string[] All { get; } =
    [
        Catalogue, "/sofastack?tag=SOFA", "/sofastack?q=nothing-like-it", OpenDayAgenda, OpenDayRecap, TwoRoomsAgenda,
        "/sofastack/size-60/agenda", "/sofastack/bare/agenda", "/sofastack/postponed/agenda", HostileAgenda, HostileRecap,
        "/sofastack/nowhere/agenda",
    ];

    public static TheoryData<string> Each => [.. All];

    public static MatrixTheoryData<string, string> InBothLanguages => new(All, ["zh", "en"]);

    public static string In(string path, string language) => $"{path}{(path.Contains('?') ? '&' : '?')}lang={language}";
}
