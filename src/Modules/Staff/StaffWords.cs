using Guanxi.Data;
using Guanxi.Staff.People;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

/// <summary>Somebody of the firm, by what files call them.</summary>
public sealed record PersonWord(Id<Person> Id, string Name, string UserName, bool Active);

/// <summary>People as files name them.</summary>
public static class StaffWords
{
    /// <summary>Everybody who works or worked here.</summary>
    public static async Task<IReadOnlyList<PersonWord>> PersonWords(this GuanxiDb db, CancellationToken ct) =>
        await db.Set<Colleague>().AsNoTracking().Select(p => new PersonWord(p.Id, p.Name, p.UserName, p.Active)).ToListAsync(ct);
}
