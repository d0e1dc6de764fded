using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>A source of records that each belong to a customer and stand on the timeline: they are found by their texts and shown as there, with the customer's name.</summary>
/// <typeparam name="T">With properties marked <see cref="SearchedAttribute"/>.</typeparam>
public abstract class RecordSource<T>(GuanxiDb db, RecordSearch search) : ISearchSource where T : Entity<T>
{
    public abstract SearchKind Kind { get; }

    public async Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct)
    {
        var ids = await search.Find<T>(words, count, actor, ct);
        if (ids.Count == 0) return [];
        var records = await db.Set<T>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        var customers = await db.CustomerNamesFor(actor, [.. records.Select(CustomerOf).Distinct()], ct);
        return [.. records.Select(r => (Entry: Entry(r), Customer: customers.GetValueOrDefault(CustomerOf(r)))).Where(r => r.Customer is not null).OrderByDescending(r => r.Entry.At).Select(r => new SearchHit
        {
            Title = r.Entry.Title, Text = r.Entry.Text, Note = r.Customer!.Name, Url = r.Entry.Url!, On = r.Entry.On, At = r.Entry.At, Colour = r.Entry.Colour,
        })];
    }

    protected abstract Id<Customer> CustomerOf(T record);

    /// <summary>The record as it stands on the timeline.</summary>
    protected abstract TimelineEntry Entry(T record);
}
