using NodaTime;

namespace EventOps.Notifications.Messages.Texts;

/// <summary>One of the two languages that messages speak: how it writes days, times and zones.</summary>
internal sealed class Tongue
{
    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    private static readonly Tongue Chinese = new(true);
    private static readonly Tongue English = new(false);

    private readonly bool chinese;

    private Tongue(bool chinese) => this.chinese = chinese;

    public static Tongue Of(string language) =>
        language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    public string Say(string zh, string en) => chinese ? zh : en;

    public string Moment(LocalDateTime moment, string zone) => $"{Day(moment.Date)}{Time(moment.TimeOfDay)}{Zone(moment, zone)}";

    /// <summary>From start to end; the day once when both are on it.</summary>
    public string Span(LocalDateTime start, LocalDateTime? end, string zone) => end switch
    {
        null => Moment(start, zone),
        { } e when e.Date == start.Date => $"{Day(start.Date)}{Span(start.TimeOfDay, e.TimeOfDay)}{Zone(start, zone)}",
        { } e => $"{Day(start.Date)}{Time(start.TimeOfDay)} – {Day(e.Date)}{Time(e.TimeOfDay)}{Zone(start, zone)}",
    };

    public static string Span(LocalTime start, LocalTime end) => $"{Time(start)}–{Time(end)}";

    private string Day(LocalDate date) => Say(
        $"{date.Year}年{date.Month}月{date.Day}日（周{"一二三四五六日"[(int)date.DayOfWeek - 1]}）",
        $"{date.DayOfWeek.ToString()[..3]} {date.Day} {Months[date.Month - 1]} {date.Year}, ");

    private static string Time(LocalTime time) => $"{time.Hour:00}:{time.Minute:00}";

    // The people of the place know their zone; everybody else needs its offset on that very day.
    private string Zone(LocalDateTime moment, string zone)
    {
        var offset = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known
            ? Say("，", ", ") + Offset(known.AtLeniently(moment).Offset)
            : "";
        return zone switch
        {
            "UTC" or "Etc/UTC" => Say("（UTC）", " (UTC)"),
            "Asia/Shanghai" => Say("（北京时间）", $" (China time{offset})"),
            _ => Say($"（{zone}{offset}）", $" ({zone}{offset})"),
        };
    }

    private static string Offset(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds / 60);
        var hours = minutes % 60 == 0 ? $"{minutes / 60}" : $"{minutes / 60}:{minutes % 60:00}";
        return $"UTC{(offset.Seconds < 0 ? '−' : '+')}{hours}";
    }
}
