using System.Globalization;
using Guanxi.Data;
using Guanxi.Staff;

namespace Guanxi.Customers.Merging;

/// <summary>A customer's facts in words, as someone may see them.</summary>
internal sealed class MergeWords(GuanxiDb db, IdNumbers idNumbers, Texts texts)
{
    /// <param name="fact">Name of the property.</param>
    public async Task<string?> Say(string fact, Customer customer, Actor actor, CancellationToken ct) => fact switch
    {
        nameof(Customer.OwnerId) => await Owner(customer, ct),
        nameof(Customer.ReferredById) when customer.ReferredById is { } referrer => (await Referrers.Named(db, actor, referrer, ct)).Name ?? texts["customers.referral.out_of_reach"],
        nameof(Customer.Birthday) when customer.Birthday is { } birthday => birthday.ToString("D", CultureInfo.CurrentCulture),
        nameof(Customer.IdNumberSealed) => idNumbers.Open(customer.IdNumberSealed) is var number && actor.May(KernelRights.Personal) ? number : Mask.IdNumber(number),
        _ => FactWords.Say(texts, fact, Mask.For(actor, fact, CustomerFields.Find(fact)?.Read(customer))),
    };

    private async Task<string?> Owner(Customer customer, CancellationToken ct)
    {
        var (owner, unit) = (await db.PersonName(customer.OwnerId, ct), await db.UnitName(customer.UnitId, ct));
        return owner is null ? unit : unit is null ? owner : $"{owner} · {unit}";
    }
}
