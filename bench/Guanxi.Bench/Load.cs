using System.Diagnostics;

namespace Guanxi.Bench;

/// <summary>Does the same thing over and over, by one or by many.</summary>
internal static class Load
{
    /// <summary>One after the other, after a warm-up.</summary>
    public static async Task<Samples> InTurn(int times, Func<int, Task> act, int warmUp = 50)
    {
        for (var i = 0; i < warmUp; i++) await act(i);
        var took = new double[times];
        for (var i = 0; i < times; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await act(i);
            took[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
        return new(took);
    }

    /// <summary>Side by side, until told to stop.</summary>
    /// <returns>Each act's time, and how many there were in a second.</returns>
    public static async Task<(Samples Times, double PerSecond)> SideBySide(int workers, Func<bool> goOn, Func<int, Task> act)
    {
        var next = -1;
        var begun = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (goOn())
            {
                var started = Stopwatch.GetTimestamp();
                await act(Interlocked.Increment(ref next));
                mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            return mine;
        })));
        var all = took.SelectMany(t => t).ToList();
        return (new(all), all.Count / Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>Goes on for this long.</summary>
    public static Func<bool> For(TimeSpan time)
    {
        var begun = Stopwatch.GetTimestamp();
        return () => Stopwatch.GetElapsedTime(begun) < time;
    }
}
