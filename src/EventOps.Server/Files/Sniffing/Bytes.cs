namespace EventOps.Server.Files.Sniffing;

/// <summary>Reads small pieces of a file by their place; what lies beyond the end is not there.</summary>
internal static class Bytes
{
    public static byte[] Read(Stream file, long from, int count)
    {
        if (from < 0 || from >= file.Length)
            return [];
        file.Position = from;
        var bytes = new byte[(int)Math.Min(count, file.Length - from)];
        file.ReadExactly(bytes);
        return bytes;
    }

    public static byte[] Tail(Stream file, int count) => Read(file, Math.Max(0, file.Length - count), count);
}
