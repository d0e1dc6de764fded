using Guanxi.Customers.Merging;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Keeps the keys that a customer is found by in step with its facts.</summary>
internal sealed class CustomerKeys(GuanxiDb db)
{
    /// <summary>Adds what is new, takes away what is no longer so.</summary>
    /// <param name="keepOthers">A phone or e-mail that another customer has already stays that customer's key; without, it is refused.</param>
    public async Task Follow(Customer customer, bool keepOthers, CancellationToken ct)
    {
        var others = await Others(customer, ct);
        var wanted = Of(customer).Union(others).ToList();
        var own = await db.Set<ContactKey>().Where(k => k.CustomerId == customer.Id).ToListAsync(ct);
        var stale = own.Where(k => !wanted.Contains((k.Kind, k.Value))).ToList();
        // By what a merged-away customer was found by, the survivor is found.
        var merged = stale.Count > 0 ? await db.MergedKeys(customer.Id, ct) : [];
        db.RemoveRange(stale.Where(k => !merged.Contains($"{k.Kind} {k.Value}")));
        foreach (var (kind, value) in wanted.Where(w => !own.Any(k => (k.Kind, k.Value) == w)))
        {
            // Among them those that were added a moment ago, for the other of two customers parted.
            if (db.Set<ContactKey>().Local.Any(k => k.Kind == kind && k.Value == value) || await db.Set<ContactKey>().AnyAsync(k => k.Kind == kind && k.Value == value, ct))
            {
                // Somebody who is a customer of their own works at another, and shares its line.
                if (others.Contains((kind, value)) && !Of(customer).Contains((kind, value))) continue;
                Refuse.Field(FieldOf(kind), kind is ContactKey.Code || !keepOthers, $"customers.customer.{kind}_taken");
                continue;
            }
            db.Add(ContactKey.Of(kind, value, customer.Id));
        }
    }

    private static IEnumerable<(string Kind, string Value)> Of(Customer customer)
    {
        yield return (ContactKey.Code, customer.Code);
        if (ContactKey.OfPhone(customer.Phone, customer.Country) is { } phone) yield return (ContactKey.Phone, phone);
        if (ContactKey.OfEmail(customer.Email) is { } email) yield return (ContactKey.Email, email);
        if (customer.CreditCode is { } credit) yield return (ContactKey.CreditCode, credit);
    }

    /// <summary>Further numbers and addresses, the customer's own and those of the people there.</summary>
    private async Task<HashSet<(string Kind, string Value)>> Others(Customer customer, CancellationToken ct)
    {
        var people = customer.Kind == CustomerKind.Organisation && db.Entry(customer).State != EntityState.Added ? (await db.PeopleThere([customer.Id], ct))[customer.Id].ToList() : [];
        return
        [
            .. people.Select(p => p.Phones).Append(customer.OtherPhones).SelectMany(Several.Parts).Select(p => ContactKey.OfPhone(p, customer.Country)).OfType<string>().Select(p => (ContactKey.Phone, p)),
            .. people.Select(p => p.Emails).Append(customer.OtherEmails).SelectMany(Several.Parts).Where(FactChecks.IsEmail).Select(e => (ContactKey.Email, ContactKey.OfEmail(e)!)),
        ];
    }

    private static string FieldOf(string kind) => kind switch
    {
        ContactKey.Phone => nameof(Customer.Phone),
        ContactKey.Email => nameof(Customer.Email),
        ContactKey.CreditCode => nameof(Customer.CreditCode),
        _ => nameof(Customer.Code),
    };
}
