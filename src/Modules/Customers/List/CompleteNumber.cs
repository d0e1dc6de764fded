using Guanxi.Customers.Search;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Customers whose code, credit code, phone or e-mail is, as a whole, what was typed. Everybody finds so: a clerk at the till types the phone number that the customer says.</summary>
internal sealed class CompleteNumber(GuanxiDb db, ITokenIndex index)
{
    // A family on one line, an office behind one address.
    private const int MostSharing = 50;

    public async Task<IReadOnlyList<Id<Customer>>> Find(string? typed, Actor actor, CancellationToken ct)
    {
        if (typed is null) return [];
        var (phone, email) = (Phones.Normalise(typed, "CN"), FactChecks.IsEmail(typed) ? ContactKey.OfEmail(typed) : null);
        string[] values = [.. new[] { typed, email, phone }.OfType<string>().Distinct()];
        string[] kinds = [ContactKey.Code, ContactKey.Email, ContactKey.Phone, ContactKey.CreditCode];
        var found = await db.Set<ContactKey>().AsNoTracking().Where(k => kinds.Contains(k.Kind) && values.Contains(k.Value)).Select(k => k.CustomerId).Distinct().ToListAsync(ct);
        // One value is one customer's key. Others with the same phone are found by its digits, which the search does only for who may read them.
        return actor.May(KernelRights.Personal) || (phone ?? email) is null ? found : [.. found.Union(await Sharing(typed, phone, email, ct))];
    }

    private async Task<List<Id<Customer>>> Sharing(string typed, string? phone, string? email, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT c.id FROM {index.Matching("digits")} m CROSS JOIN customers_customer c WHERE c.id = +m.id AND (c.phone = @phone OR LOWER(c.email) = @email) LIMIT {MostSharing}";
            foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("digits", index.Value(SearchQuery.Parse(typed))), ("phone", phone ?? ""), ("email", email ?? "")])
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
            await using var reader = await command.ExecuteReaderAsync(ct);
            var ids = new List<Id<Customer>>();
            while (await reader.ReadAsync(ct)) ids.Add(new(reader.GetInt64(0)));
            return ids;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
