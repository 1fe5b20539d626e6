namespace EventOps.EventStore.Reading;

/// <summary>How the feed stands, for operators.</summary>
/// <param name="Position">The position up to which the feed can be read.</param>
/// <param name="HighestNumber">The greatest number drawn by anybody in this database, used or not.</param>
/// <param name="Hole">Null when nothing stands between the feed and what is visible.</param>
/// <param name="SteppedOver">Numbers that this process stepped over since it began: nobody could use them any more.</param>
/// <param name="EventsInMemory">Events held for those who follow the end of the log.</param>
/// <param name="BytesInMemory">Their size.</param>
/// <param name="DatabaseReads">Statements by which this process read the log since it began.</param>
public sealed record FeedStatus(
    long Position, long HighestNumber, FeedHole? Hole, long SteppedOver, int EventsInMemory, long BytesInMemory,
    long DatabaseReads);

/// <summary>A missing number that may still come, how long the feed has waited for it, and for whom.</summary>
/// <param name="Holders">Empty while the proof has not begun, or the wait is for <paramref name="AwaitsEarlyNumbers"/>.</param>
/// <param name="AwaitsEarlyNumbers">Marten writes to this database and may have drawn the number early.</param>
public sealed record FeedHole(long Number, TimeSpan Age, IReadOnlyList<HoleHolder> Holders, bool AwaitsEarlyNumbers);
