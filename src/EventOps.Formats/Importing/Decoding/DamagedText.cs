using System.Security.Cryptography;

namespace EventOps.Formats.Importing.Decoding;

/// <summary>Recognises a text that went through a wrong decoding, by trying to undo it.</summary>
internal sealed record DamagedText(string Damaged, WrongDecoding Decoding, RecoveredText Recovered, int Times)
{
    private const int FewestLeads = 12;
    private const int FewestExactLeads = 4;
    private const int MostTimes = 3;
    private const int Piece = 1_000;

    public string ReadAs => Times > 1 ? $"{Decoding.Name}, {Times} times" : Decoding.Name;

    /// <summary>The damage of a text, with what can be recovered of it; null for a sound one.</summary>
    public static DamagedText? Recognise(string text)
    {
        if (Once(text, 1) is not { } damage)
            return null;
        while (damage.Times < MostTimes && damage.Recovered.IsExact && Once(damage.Recovered.Text, damage.Times + 1) is { } again)
            damage = again with { Damaged = text };
        return damage;
    }

    /// <summary>Whether this damage of that whole text gives this one.</summary>
    public bool Is(string whole) =>
        (Times == 1 && Decoding.Spoils(Plain(whole), Plain(Damaged))) || Agrees(Plain(whole), Plain(Recovered.Text));

    // Whatever was put for what was lost: each character that is certain is there, and each other one can be.
    private bool Agrees(string whole, string recovered)
    {
        if (whole.Length != recovered.Length)
            return false;
        for (var i = 0; i < whole.Length; i++)
        {
            if (whole[i] != recovered[i] && !(Recovered.Candidates.TryGetValue(i, out var possible) && possible.Contains(whole[i], StringComparison.Ordinal)))
                return false;
        }

        return true;
    }

    /// <summary>A name that a whole page shares with its damaged forms: no damage takes digits.</summary>
    public static string LikenessOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData([.. text.Where(char.IsAsciiDigit).Select(c => (byte)c)]).AsSpan(0, 16));

    private static string Plain(string text) => text.TrimStart('\uFEFF').TrimEnd('\r', '\n');

    private static DamagedText? Once(string text, int times)
    {
        if (!MayBe(text))
            return null;
        return WrongDecoding.All
            .Select(decoding => (Decoding: decoding, Recovered: Undone(decoding, text)))
            .Where(tried => tried.Recovered is not null)
            .OrderBy(tried => tried.Recovered!.Candidates.Count + (10 * tried.Recovered.Likeness.IllFormed))
            // Of two that explain it equally well the one that loses more has all candidates of the other.
            .ThenByDescending(tried => tried.Recovered!.IsExact ? 0 : tried.Decoding.Losable(text).Length)
            .Select(tried => new DamagedText(text, tried.Decoding, tried.Recovered!, times))
            .FirstOrDefault();
    }

    // Saves a sound page the trouble: damaged ones have letters of the upper half in rows, or Han that GB18030 made.
    private static bool MayBe(string text) =>
        text.Count(c => c is >= '\u0080' and not ('\uFEFF' or '\u200B')) >= 2 * FewestExactLeads;

    private static RecoveredText? Undone(WrongDecoding decoding, string text)
    {
        // Any Chinese text can be written in GB18030: a piece of it shows whether that gives UTF-8 again.
        if (!decoding.IsSingleByte && text.Length > 2 * Piece && Undone(decoding, PieceOf(text)) is null)
            return null;
        if (decoding.BytesOf(text) is not { } bytes)
            return null;
        var losable = decoding.Losable(text);
        foreach (var questions in (bool[])[false, true])
        {
            // To think of what can have stood in each gap is dear, and most texts are sound.
            if (IsPlausible(LostBytes.Likeness(bytes, questions), decoding) && LostBytes.Recover(bytes, losable, questions) is var recovered && IsPlausible(recovered, decoding))
                return recovered;
        }

        return null;
    }

    private static bool IsPlausible(ByteLikeness like, WrongDecoding decoding) =>
        (decoding.IsSingleByte && like is { Broken: 0, IllFormed: 0, Leads: >= FewestExactLeads })
        || (like.Leads >= FewestLeads && like.IllFormed * 50 <= like.Leads && like.Followed * 10 >= like.Leads * 6);

    private static string PieceOf(string text)
    {
        var start = Math.Min(text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F'), text.Length - Piece);
        return text.Substring(Math.Max(0, start), Piece);
    }

    // Latin languages have such letters, too, but plain ones behind them. What is recovered is a text of the East, unless
    // every single byte fits.
    private static bool IsPlausible(RecoveredText recovered, WrongDecoding decoding)
    {
        if (decoding.IsSingleByte && recovered.IsExact && recovered.Likeness.Leads >= FewestExactLeads)
            return true;
        var upper = recovered.Text.EnumerateRunes().Count(rune => rune.Value >= 0x80);
        var common = recovered.Text.EnumerateRunes().Count(rune => rune.Value != 0xFFFD && LostBytes.IsCommon(rune)) + recovered.Candidates.Count;
        return common * 10 >= upper * 6;
    }
}
