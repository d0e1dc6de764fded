using System.Text.Json;

namespace Guanxi.Bench;

/// <summary>Eight people noting contacts at once: alone, and while all customers are valued anew.</summary>
internal static class Writes
{
    private const int Writers = 8;

    public static async Task Measure(Firm firm, Reader reader, Report report)
    {
        var customers = await Pages.Customers(reader, 10);
        Task Note(int i) => reader.Post($"/api/customers/{customers[i * 31 % customers.Count]}/contacts", new { channel = "call", direction = "toCustomer", purpose = "回访", result = "已电话联系，客户满意" });

        for (var i = 0; i < 100; i++) await Note(i);
        var (alone, rate) = await Load.SideBySide(Writers, Load.For(TimeSpan.FromSeconds(10)), Note);
        report.Add(Figure.WriteMedian, firm.Size, alone.Median);
        report.Add(Figure.WriteP99, firm.Size, alone.P99);
        report.Add(Figure.WriteRate, firm.Size, rate);

        await reader.Post("/api/insight/run", new { });
        var running = true;
        var watching = Watch();
        var (busy, _) = await Load.SideBySide(Writers, () => running, Note);
        await watching;
        report.Add(Figure.BusyMedian, firm.Size, busy.Median);
        report.Add(Figure.BusyP99, firm.Size, busy.P99);

        async Task Watch()
        {
            do await Task.Delay(200);
            while (await reader.IsRunning());
            running = false;
        }
    }
}
