using System.Globalization;

namespace EventOps.Benchmarks;

/// <summary>Prints figures so that they can be compared at a glance.</summary>
internal static class Figures
{
    public static void Against(string what, double ours, string peer, double theirs, double bar) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-34} {ours,10:N0}/s   {peer} {theirs,10:N0}/s   ratio {ours / theirs:F2} (bar {bar:F2}, {Verdict(ours / theirs >= bar)})"));

    /// <summary>Beside a peer that sets no bar.</summary>
    public static void Beside(string what, double ours, string peer, double theirs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {what,-34} {ours,10:N0}/s   {peer} {theirs,10:N0}/s   ratio {ours / theirs:F2}"));

    public static void Floor(string what, double ours, double floor, string peer, double theirs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-34} {ours,10:N0}/s   bar {floor:N0}/s, {Verdict(ours >= floor)}   {peer} {theirs,10:N0}/s   ratio {ours / theirs:F2}"));

    /// <summary>
    /// Measures both by turns and returns the round whose ratio is in the middle: what else the machine does meanwhile then
    /// falls on both alike, or on a round that does not count.
    /// </summary>
    public static async Task<(double Ours, double Theirs)> InTurns(int rounds, Func<Task<double>> ours, Func<Task<double>> theirs)
    {
        var results = new List<(double Ours, double Theirs)>();
        for (var i = 0; i < rounds; i++)
            results.Add((await ours(), await theirs()));
        return results.OrderBy(result => result.Ours / result.Theirs).ElementAt(rounds / 2);
    }

    public static void Size(string what, double bytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {what,-34} {bytes,10:N0} B"));

    public static void Ratio(string what, double ours, double theirs, string unit, double bar) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-34} {theirs,10:N2} {unit} before, {ours,10:N2} {unit} after   ratio {ours / theirs:F2} (at most {bar:F2}, {Verdict(ours / theirs <= bar)})"));

    public static void Alone(string what, double ours, string why) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {what,-34} {ours,10:N0}/s   no ratio: {why}"));

    public static void Limit(string what, double milliseconds, double limit) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {what,-34} {milliseconds,10:F2} ms  limit {limit:F0} ms, {Verdict(milliseconds <= limit)}   ratio {milliseconds / limit:F2}"));

    private static string Verdict(bool reached) => reached ? "reached" : "not reached";
}
