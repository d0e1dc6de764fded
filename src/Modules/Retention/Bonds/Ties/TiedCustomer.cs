using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds.Ties;

/// <summary>A customer with what its grade is and which levels of ties there are: what coverage counts, and what stands behind each of its figures.</summary>
internal sealed record TiedCustomer
{
    public Id<Customer> Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public Id<Person>? OwnerId { get; init; }
    public string? Grade { get; init; }
    public long? ValueMinor { get; init; }
    public bool Financial { get; init; }
    public bool Social { get; init; }
    public bool Structural { get; init; }

    public TiedRow Row(string? owner, TieRules rules)
    {
        TieLevel[] levels = [.. Enum.GetValues<TieLevel>().Where(l => l switch { TieLevel.Financial => Financial, TieLevel.Social => Social, _ => Structural })];
        return new() { Customer = new() { Id = Id, Code = Code, Name = Name, OwnerId = OwnerId }, Owner = owner, ValueMinor = ValueMinor, Levels = levels, Advice = rules.Advise(Grade, levels) };
    }
}

/// <summary>Customers within reach with their levels of ties.</summary>
internal static class TiedReading
{
    public static IQueryable<TiedCustomer> Tied(this GuanxiDb db, Actor actor, DateOnly today)
    {
        var year = today.AddMonths(-CustomerTies.OccasionMonths);
        var referrers = db.Referrers();
        var (bonds, occasions) = (db.Set<Bond>().AsNoTracking().Holding(today), db.ContactOccasions().Where(o => o.HappenedOn > year && o.HappenedOn <= today));
        return from c in db.CustomerNamesFor(actor)
               join f in db.Set<CustomerFace>().AsNoTracking() on c.Id equals f.CustomerId into faces
               from face in faces.DefaultIfEmpty()
               select new TiedCustomer
               {
                   Id = c.Id, Code = c.Code, Name = c.Name, OwnerId = c.OwnerId, Grade = face == null ? null : face.Grade, ValueMinor = face == null ? null : face.ValueMinor,
                   Financial = bonds.Any(b => b.CustomerId == c.Id && b.Level == TieLevel.Financial),
                   Social = c.OwnerId != null || bonds.Any(b => b.CustomerId == c.Id && b.Level == TieLevel.Social) || occasions.Any(o => o.CustomerId == c.Id) || referrers.Contains(c.Id),
                   Structural = bonds.Any(b => b.CustomerId == c.Id && b.Level == TieLevel.Structural),
               };
    }
}

/// <summary>A place in the list: by value, then by id.</summary>
[JsonConverter(typeof(TextJson<TiedPlace>))]
internal readonly record struct TiedPlace(long ValueMinor, Id<Customer> Id) : IParsable<TiedPlace>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ValueMinor}.{Id}");
    public static TiedPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list of customers by ties.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TiedPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second] || !long.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || !Id<Customer>.TryParse(second, null, out var id)) return false;
        result = new(value, id);
        return true;
    }
}
