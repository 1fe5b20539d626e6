using System.Text;
using System.Text.Unicode;

namespace EventOps.Formats.Importing.Decoding;

/// <summary>How much of some bytes is UTF-8: characters that begin, how many of them go on, how many are not whole, and bytes outside of any.</summary>
internal sealed record ByteLikeness(int Leads, int Followed, int Broken, int IllFormed);

/// <summary>A text of which some characters cannot be told.</summary>
/// <param name="Text">With U+FFFD for each of them.</param>
/// <param name="Candidates">By the place in the text: what can have stood there, the commoner characters first.</param>
internal sealed record RecoveredText(string Text, IReadOnlyDictionary<int, string> Candidates, ByteLikeness Likeness)
{
    public bool IsExact => Candidates.Count == 0 && Likeness.IllFormed == 0;
}

/// <summary>
/// Puts characters together of UTF-8 bytes of which some are gone. Only such that continue a character can be lost here, so
/// every character is still seen to begin.
/// </summary>
internal static class LostBytes
{
    private const int MostCandidates = 64;

    /// <param name="questions">As below.</param>
    public static ByteLikeness Likeness(List<int> bytes, bool questions)
    {
        var (leads, followed, broken, ill) = (0, 0, 0, 0);
        Span<byte> character = stackalloc byte[4];
        for (var i = 0; i < bytes.Count;)
        {
            var need = Length(bytes[i]) - 1;
            if (need <= 0)
            {
                ill += need < 0 ? 1 : 0;
                i++;
                continue;
            }

            var (count, isWhole) = (1, true);
            character[0] = (byte)bytes[i];
            for (; count <= need && i + count < bytes.Count && (IsGap(bytes[i + count], questions) || bytes[i + count] is >= 0x80 and < 0xC0); count++)
            {
                isWhole &= !IsGap(bytes[i + count], questions);
                character[count] = (byte)bytes[i + count];
            }

            isWhole = isWhole && count == need + 1 && Utf8.IsValid(character[..count]);
            leads++;
            followed += count > 1 ? 1 : 0;
            broken += isWhole ? 0 : 1;
            i += count;
        }

        return new(leads, followed, broken, ill);
    }

    /// <param name="losable">The bytes that can have been dropped.</param>
    /// <param name="questions">Whether a question mark inside of a character stands for a byte.</param>
    public static RecoveredText Recover(List<int> bytes, byte[] losable, bool questions)
    {
        var (text, candidates) = (new StringBuilder(bytes.Count), new Dictionary<int, string>());
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < bytes.Count;)
        {
            var need = Length(bytes[i]) - 1;
            if (need <= 0)
            {
                text.Append(need < 0 ? '\uFFFD' : (char)bytes[i]);
                i++;
                continue;
            }

            var part = Part(bytes, i, need, questions);
            i += part.Count;
            if (part.Count == need + 1 && !part.Contains(WrongDecoding.Hole) && Decoded(part) is { } whole)
            {
                text.Append(whole);
                continue;
            }

            var key = string.Join(',', part);
            if (!known.TryGetValue(key, out var possible))
                known[key] = possible = Possible(part, need, losable);
            candidates[text.Length] = possible;
            text.Append('\uFFFD');
        }

        return new(text.ToString(), candidates, Likeness(bytes, questions));
    }

    /// <summary>A character of everyday Chinese, or of the punctuation around it.</summary>
    public static bool IsCommon(Rune rune) => rune.Value is (>= 0x3000 and <= 0x303F) or (>= 0xFF00 and <= 0xFF5E) or (>= 0x2010 and <= 0x2027)
        || (rune.IsBmp && Folding.IsHan((char)rune.Value) && IsGb2312((char)rune.Value));

    private static int Length(int lead) => lead switch
    {
        WrongDecoding.Hole => 0,
        < 0x80 => 1,
        >= 0xC2 and <= 0xDF => 2,
        >= 0xE0 and <= 0xEF => 3,
        >= 0xF0 and <= 0xF4 => 4,
        _ => 0,
    };

    private static List<int> Part(List<int> bytes, int start, int need, bool questions)
    {
        var part = new List<int>(4) { bytes[start] };
        for (var i = start + 1; i < bytes.Count && part.Count <= need; i++)
        {
            if (bytes[i] is >= 0x80 and < 0xC0)
                part.Add(bytes[i]);
            else if (IsGap(bytes[i], questions))
                part.Add(WrongDecoding.Hole);
            else
                break;
        }

        return part;
    }

    private static bool IsGap(int value, bool questions) => value == WrongDecoding.Hole || (questions && value == '?');

    private static string? Decoded(List<int> part)
    {
        Span<byte> bytes = stackalloc byte[part.Count];
        for (var i = 0; i < part.Count; i++)
            bytes[i] = (byte)part[i];
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static string Possible(List<int> part, int need, byte[] losable)
    {
        IEnumerable<List<int>> forms = [part];
        for (var missing = need + 1 - part.Count; missing > 0; missing--)
            forms = forms.SelectMany(form => Enumerable.Range(1, form.Count).Select(at => (List<int>)[.. form[..at], WrongDecoding.Hole, .. form[at..]]));
        var found = forms.SelectMany(form => Filled(form, losable)).Select(Decoded).OfType<string>().Distinct().ToList();
        var common = found.Where(one => IsCommon(Rune.GetRuneAt(one, 0))).Order(StringComparer.Ordinal).ToList();
        return string.Concat((common.Count > 0 ? common : [.. found.Order(StringComparer.Ordinal)]).Take(MostCandidates));
    }

    // Two bytes at most: of a longer character with three lost nothing is left to tell.
    private static IEnumerable<List<int>> Filled(List<int> form, byte[] losable)
    {
        var at = form.IndexOf(WrongDecoding.Hole);
        if (at < 0)
            return [form];
        if (form.Count(b => b == WrongDecoding.Hole) > 2)
            return [];
        return losable.SelectMany(b => Filled([.. form[..at], b, .. form[(at + 1)..]], losable));
    }

    private static bool IsGb2312(char c)
    {
        Span<byte> coded = stackalloc byte[4];
        Span<char> one = [c];
        return Gb.GetBytes(one, coded) == 2 && coded[0] >= 0xA1 && coded[1] >= 0xA1;
    }

    private static readonly Encoding Gb = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
}
