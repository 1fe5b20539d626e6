using NodaTime;

namespace EventOps.Server.Pages;

/// <summary>How dates, times and zones read. Weekdays are computed, never copied.</summary>
internal sealed partial class Words
{
    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    public string Date(LocalDate date) => Say(
        $"{date.Year}年{date.Month}月{date.Day}日 {Weekday(date)}",
        $"{Weekday(date)}, {date.Day} {Months[date.Month - 1]} {date.Year}");

    public string Weekday(LocalDate date) => Say(
        $"周{"一二三四五六日"[(int)date.DayOfWeek - 1]}", date.DayOfWeek.ToString()[..3]);

    public string ShortDate(LocalDate date) => Say($"{date.Month}月{date.Day}日", $"{date.Day} {Months[date.Month - 1][..3]}");

    public static string Time(LocalTime time) => $"{time.Hour:00}:{time.Minute:00}";

    /// <summary>For what is only mentioned: when something was published.</summary>
    public static string Stamp(LocalDateTime moment) =>
        $"{moment.Year}-{moment.Month:00}-{moment.Day:00} {Time(moment.TimeOfDay)}";

    public string Moment(LocalDateTime moment) => $"{Date(moment.Date)} {Time(moment.TimeOfDay)}";

    /// <summary>The zone by its common name where it has one, always with its IANA name and the offset of that day.</summary>
    public string Zone(string zone, Instant at)
    {
        var exact = $"{zone}{Say("，", ", ")}{Offset(DateTimeZoneProviders.Tzdb[zone].GetUtcOffset(at))}";
        return CommonName(zone) is { } common ? $"{common}{Say($"（{exact}）", $" ({exact})")}" : exact;
    }

    private string? CommonName(string zone) => zone switch
    {
        "Asia/Shanghai" or "Asia/Chongqing" => Say("北京时间", "China time"),
        "Asia/Hong_Kong" => Say("香港时间", "Hong Kong time"),
        "Asia/Taipei" => Say("台北时间", "Taipei time"),
        "Asia/Tokyo" => Say("东京时间", "Japan time"),
        "Asia/Singapore" => Say("新加坡时间", "Singapore time"),
        _ => null,
    };

    private static string Offset(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds / 60);
        var sign = offset.Seconds < 0 ? '−' : '+';
        return minutes % 60 == 0 ? $"UTC{sign}{minutes / 60}" : $"UTC{sign}{minutes / 60}:{minutes % 60:00}";
    }
}
