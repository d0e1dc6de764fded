using Guanxi.Retention;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-1")]
public sealed class WorkingDaysTests
{
    // 2026-03-06 is a Friday.
    [Theory]
    [InlineData("2026-03-06", 0, "2026-03-06"), InlineData("2026-03-06", 1, "2026-03-09"), InlineData("2026-03-07", 0, "2026-03-09"), InlineData("2026-03-07", 1, "2026-03-10"), InlineData("2026-03-05", 7, "2026-03-16")]
    public void Days_to_react_are_counted_from_Monday_to_Friday(string from, int days, string due) =>
        WorkingDays.After(DateOnly.Parse(from, null), days).ShouldBe(DateOnly.Parse(due, null));
}
