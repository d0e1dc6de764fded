using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Guanxi.Bench;

/// <summary>Old complaints of another house, through the API: uploaded, checked and written.</summary>
internal static class RecordLoad
{
    private const int Rows = 100_000;

    public static async Task Measure(Firm firm, Reader reader, Report report)
    {
        var codes = await Pages.Codes(reader, 50);
        var file = File(codes, firm.Size.Label);
        var begun = Stopwatch.GetTimestamp();
        var import = (await reader.Send("/api/imports?fileName=old.csv&kind=complaints", file)).GetString();
        var job = (await reader.Send($"/api/imports/{import}/write?withoutWaiting=true", [])).GetString();
        string? state;
        while ((state = (await reader.Json($"/api/jobs/{job}")).GetProperty("state").GetString()) is "queued" or "running") await Task.Delay(100);
        var took = Stopwatch.GetElapsedTime(begun);
        if (state != "done") throw new InvalidOperationException($"The import ended as {state}.");
        report.Add(Figure.RecordRows, firm.Size, Rows / took.TotalSeconds);
    }

    /// <summary>Most are closed and followed up, some are open: each has its whole course.</summary>
    private static byte[] File(IReadOnlyList<string> codes, string prefix)
    {
        var text = new StringBuilder("complaint no,customer id,received at,what the customer said,first spoken with,verdict,solution,solved at,closed at,satisfaction\n");
        var day = new DateTime(2021, 1, 4, 9, 0, 0, DateTimeKind.Utc);
        for (var n = 0; n < Rows; n++)
        {
            var (at, code) = (day.AddMinutes(n * 13), codes[n * 7919 % codes.Count]);
            text.Append(CultureInfo.InvariantCulture, $"OLD-{prefix}-{n},{code},{at:yyyy-MM-dd HH:mm},第 {n} 件：说好周三送到，周五才来,{at.AddHours(1):yyyy-MM-dd HH:mm}");
            if (n % 10 == 0) text.Append(",,,,,\n");
            else text.Append(CultureInfo.InvariantCulture, $",成立,换一只新的,{at.AddDays(2):yyyy-MM-dd},{at.AddDays(9):yyyy-MM-dd},{1 + (n % 5)}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
