using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Enters a new customer. One whose phone or e-mail is known already is refused, unless one says that it is another.</summary>
[Needs(CustomersRights.Edit)]
public sealed record RegisterCustomer : CustomerFacts, IUseCase<Id<Customer>>
{
    public CustomerKind Kind { get; set; }

    /// <summary>The firm's own number; without one the next free is given.</summary>
    [StringLength(60)] public string? Code { get; set; }

    /// <summary>Number of a Chinese ID card; kept encrypted.</summary>
    [StringLength(18)] public string? IdNumber { get; set; }

    /// <summary>Between commas.</summary>
    [StringLength(600)] public string? Tags { get; set; }

    /// <summary>The customer who brought this one: number, phone or e-mail.</summary>
    [StringLength(200)] public string? Referrer { get; set; }

    /// <summary>Without: who enters it.</summary>
    public Id<Person>? OwnerId { get; set; }

    /// <summary>It really is another customer than the one with the same phone or e-mail.</summary>
    public bool EvenIfKnown { get; set; }

    internal sealed class Handler(GuanxiDb db, CustomerKeys keys, Referrers referrers, IdNumbers idNumbers, TimeProvider clock) : IHandler<RegisterCustomer, Id<Customer>>
    {
        public async Task<Id<Customer>> Handle(RegisterCustomer request, Actor actor, CancellationToken ct)
        {
            var owner = request.OwnerId is { IsNone: false } other ? other : actor.Id;
            Refuse.Field(nameof(OwnerId), owner != actor.Id && !actor.May(CustomersRights.Assign), "kernel.right.missing", CustomersRights.Assign);
            var person = await db.PersonNames().FirstOrDefaultAsync(p => p.Id == owner, ct);
            Refuse.Field(nameof(OwnerId), request.OwnerId is { IsNone: false } && person is null, "customers.customer.owner_unknown");
            var code = string.IsNullOrWhiteSpace(request.Code) ? await NextCode(ct) : request.Code;
            var customer = Customer.Register(code, request.Kind, request, person?.Id, person?.UnitId ?? actor.HomeUnit, clock.GetUtcNow());
            customer.Keep(SealedIdNumber.Of(idNumbers, request.IdNumber, request.Kind));
            await keys.Follow(customer, request.EvenIfKnown, ct);
            db.Add(customer);
            if (!string.IsNullOrWhiteSpace(request.Referrer)) await referrers.Set(customer, await referrers.Find(request.Referrer, actor, ct), ct);
            foreach (var tag in CustomerTag.Parse(request.Tags)) db.Add(CustomerTag.Of(customer.Id, tag));
            return customer.Id;
        }

        // Codes look like those of the demo firm: C and seven digits. Another's number in the way is passed over.
        private async Task<string> NextCode(CancellationToken ct)
        {
            var last = await db.Set<ContactKey>().Where(k => k.Kind == ContactKey.Code && k.Value.CompareTo("C0000000") >= 0 && k.Value.CompareTo("C9999999") <= 0 && k.Value.Length == 8)
                .OrderByDescending(k => k.Value).Select(k => k.Value).FirstOrDefaultAsync(ct);
            return string.Create(CultureInfo.InvariantCulture, $"C{(int.TryParse(last?[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number + 1 : 1):0000000}");
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/customers", (RegisterCustomer request, Asker asker, CancellationToken ct) => asker.Created(request, id => $"/api/customers/{id}", ct))
            .Produces<Id<Customer>>(201).WithSummary("Enter a new customer");
}

/// <summary>The ID number of a form, checked and sealed.</summary>
internal static class SealedIdNumber
{
    public static string? Of(IdNumbers idNumbers, string? typed, CustomerKind kind)
    {
        if (string.IsNullOrWhiteSpace(typed) || kind != CustomerKind.Individual) return null;
        var number = typed.Trim().ToUpperInvariant();
        Refuse.Field("IdNumber", !IdNumbers.IsRight(number), "customers.customer.id_number_wrong");
        return idNumbers.Seal(number);
    }
}
