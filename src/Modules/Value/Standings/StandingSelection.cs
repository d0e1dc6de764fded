using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Guanxi.Value.Standings;

/// <summary>Who is behind a figure of the value dashboard, to be kept as a list.</summary>
internal sealed class StandingSelection(GuanxiDb db) : ICustomerSelection
{
    public string Path => "/value/customers";
    public string Right => ValueRights.Read;

    public async Task<SelectedCustomers> Find(IReadOnlyDictionary<string, StringValues> words, Actor actor, int most, CancellationToken ct)
    {
        var request = StandingCustomers.OfPage(word => words.TryGetValue(word, out var said) ? said.ToString() : null);
        if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day) return new([], Right);
        return new(await (from s in await request.Chosen(db, day, ct)
                          join name in db.CustomerNamesFor(actor) on s.CustomerId equals name.Id
                          orderby s.Place
                          select s.CustomerId).Take(most).ToListAsync(ct), Right);
    }
}
