using System.Net;
using System.Net.Http.Json;
using Guanxi.Data;

namespace Guanxi.Tests.Torture;

/// <summary>One who writes without a pause, and keeps a book of everything that the server said it has. What it got no answer for it asks again under the same idempotency key.</summary>
internal sealed class Recorder(int number)
{
    private readonly Random random = new(number);
    private readonly List<string> customers = [];
    private Act? open;
    private int acts;

    /// <summary>Acknowledged: the mark that the row bears, and the table it is in.</summary>
    public List<(string Table, string Mark)> Book { get; } = [];

    /// <summary>Asked again because no answer came.</summary>
    public int Repeated { get; private set; }

    private sealed record Act(string Table, string Mark, string Url, object Body);

    /// <summary>Writes until the server is gone.</summary>
    /// <param name="acknowledged">Hears of each.</param>
    public async Task Work(HttpClient http, Action acknowledged, CancellationToken ct)
    {
        if (open is not null) Repeated++;
        while (!ct.IsCancellationRequested)
        {
            var act = open ??= Next();
            using var request = new HttpRequestMessage(HttpMethod.Post, act.Url) { Content = JsonContent.Create(act.Body, options: StoredJson.Options) };
            request.Headers.Add("Idempotency-Key", act.Mark);
            try
            {
                using var answer = await http.SendAsync(request, ct);
                answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(ct));
                var id = (await answer.Content.ReadFromJsonAsync<string>(ct)).ShouldNotBeNull();
                if (act.Table == "customers_customer") customers.Add(id);
                Book.Add((act.Table, act.Mark));
                open = null;
                acknowledged();
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private Act Next()
    {
        var mark = $"w{number}-{++acts}";
        if (customers.Count == 0 || random.Next(4) == 0) return new("customers_customer", mark, "/api/customers", new { name = $"Customer {mark}", code = mark, phone = $"139{number:00}{acts:000000}", evenIfKnown = true });
        var customer = $"/api/customers/{customers[random.Next(customers.Count)]}";
        return random.Next(3) switch
        {
            0 => new("contact_entry", mark, $"{customer}/contacts", new { purpose = mark, result = "Tea", nextStep = "Call" }),
            1 => new("service_complaint", mark, $"{customer}/complaints", new { cause = "brokenPromise", summary = mark }),
            _ => new("sales_order", mark, $"{customer}/orders", new { number = mark, orderedOn = "2026-03-30", lines = new[] { new { description = "Tea", quantity = 1, price = 1234 } } }),
        };
    }

    /// <summary>Where a mark stands.</summary>
    public static IReadOnlyDictionary<string, string> Marks { get; } = new Dictionary<string, string>
    {
        ["customers_customer"] = "code", ["contact_entry"] = "purpose", ["service_complaint"] = "summary", ["sales_order"] = "number",
    };
}
