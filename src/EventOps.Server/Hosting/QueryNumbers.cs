using System.Globalization;

namespace EventOps.Server.Hosting;

/// <summary>Whole numbers in the query of a request; a wrong one is named, not ignored.</summary>
internal static class QueryNumbers
{
    /// <summary>The number, or <paramref name="otherwise"/> when there is none; an error is added when it is not in its bounds.</summary>
    public static long Read(string name, string? text, long least, long most, long otherwise, List<FieldError> errors)
    {
        if (text is null)
            return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        var bounds = most == long.MaxValue ? $"of {least} or more" : $"from {least} to {most}";
        errors.Add(new(name, "out_of_range", $"'{name}' must be a whole number {bounds}."));
        return otherwise;
    }
}
