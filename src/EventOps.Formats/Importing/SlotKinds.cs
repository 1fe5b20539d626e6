using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>Tells talks from what happens between them, by the words that agendas use.</summary>
internal static class SlotKinds
{
    private static readonly (SlotKind Kind, string[] Words)[] Pauses =
    [
        (SlotKind.SignIn, ["签到", "入场", "sign-in", "sign in", "check-in", "doors", "registration", "arrival"]),
        (SlotKind.Break, ["茶歇", "午休", "休息", "午餐", "晚餐", "break", "lunch", "coffee", "dinner", "pizza"]),
        (SlotKind.Opening, ["主持人开场", "开场", "opening", "welcome", "introduction"]),
        (SlotKind.Closing, ["结束", "闭幕", "抽奖", "合影", "自由交流", "closing", "wrap-up", "wrap up", "farewell", "networking"]),
    ];

    /// <summary>Whether a text names a talk rather than a break.</summary>
    public static bool IsTalk(string text) => Of(text) is SlotKind.Talk;

    public static SlotKind Of(string text)
    {
        if (text.Contains('《') || text.Length > 40)
            return SlotKind.Talk;
        foreach (var (kind, words) in Pauses)
        {
            if (Array.Exists(words, word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (Folding.IsHan(word[0]) && text.Length <= 8 && text.Contains(word, StringComparison.Ordinal))))
                return kind;
        }

        return SlotKind.Talk;
    }
}
