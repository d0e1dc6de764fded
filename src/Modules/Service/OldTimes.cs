using Guanxi.Customers;

namespace Guanxi.Service;

/// <summary>What can't be of the times in a row of old records.</summary>
internal static class OldTimes
{
    /// <param name="later">Fields of times that come after it was received, in their order.</param>
    public static void Check(RecordRow row, DateTimeOffset now, params string[] later)
    {
        if (row.Moment("received_at") is not { } before) return;
        row.FailIf(before > now, "received_at", "service.load.in_the_future");
        foreach (var field in later)
        {
            if (row.Moment(field) is not { } at) continue;
            if (at > now) row.Fail(field, "service.load.in_the_future");
            // A day without a time begins at midnight: the same day is not before.
            else if (at < before && at.AddDays(1) <= before) row.Fail(field, "service.load.before_received");
            if (at > before) before = at;
        }
    }

    /// <summary>A day without a time begins before what happened on it.</summary>
    public static DateTimeOffset? NotBefore(this DateTimeOffset? at, DateTimeOffset first) => at < first ? first : at;
}
