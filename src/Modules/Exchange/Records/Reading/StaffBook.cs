using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Records;

/// <summary>Who works here and where, by the words that files have for them.</summary>
internal sealed class StaffBook
{
    private readonly Dictionary<string, object?> people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, object?> units = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>By user name, else by a name that only one has: of those who are still here, else of those who left.</summary>
    public object? Person(string word) => people.GetValueOrDefault(word);

    /// <summary>By a name that only one has.</summary>
    public object? Unit(string word) => units.GetValueOrDefault(word);

    public static async Task<StaffBook> Read(GuanxiDb db, CancellationToken ct)
    {
        var book = new StaffBook();
        var everybody = await db.PersonWords(ct);
        foreach (var person in everybody) book.people[person.UserName] = person.Id;
        foreach (var group in everybody.GroupBy(person => person.Name, StringComparer.OrdinalIgnoreCase))
        {
            var (here, all) = (group.Where(person => person.Active).ToList(), group.ToList());
            book.people.TryAdd(group.Key, here.Count == 1 ? here[0].Id : here.Count == 0 && all.Count == 1 ? all[0].Id : null);
        }

        foreach (var group in (await db.UnitNames().ToListAsync(ct)).GroupBy(unit => unit.Name, StringComparer.OrdinalIgnoreCase))
            book.units[group.Key] = group.Count() == 1 ? group.First().Id : null;
        return book;
    }
}
