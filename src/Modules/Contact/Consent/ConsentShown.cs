using Guanxi.Customers;
using Guanxi.Http;

namespace Guanxi.Contact.Consent;

/// <summary>What a customer allows, asked once for all parts of a page that show it.</summary>
internal sealed class ConsentShown(Asker asker)
{
    private readonly Dictionary<Id<Customer>, Task<Outcome<ConsentView>>> asked = [];

    /// <returns>Null for who may not see it.</returns>
    public async Task<ConsentView?> Of(Id<Customer> customer)
    {
        if (!asked.TryGetValue(customer, out var found)) asked[customer] = found = asker.Run(new CustomerConsent { CustomerId = customer }, CancellationToken.None);
        return await found is { Ok: true } answer ? answer.Value : null;
    }
}

internal static class ConsentWords
{
    /// <summary>By which ways a purpose is open, in words.</summary>
    public static string Ways(ConsentView view, ConsentPurpose purpose, Texts texts)
    {
        var of = view.Permissions.Where(p => p.Purpose == purpose).ToList();
        if (of.All(p => !p.Allowed)) return texts[of.All(p => p.Said is null) ? "contact.consent.never_asked" : "contact.consent.no"];
        return of.All(p => p.Allowed) ? texts[of.Any(p => p.Said == true) ? "contact.consent.yes" : "contact.consent.not_declined"]
            : string.Join(texts["contact.attachment.comma"], of.Where(p => p.Allowed).Select(p => texts.Of("contact", p.Channel!.Value)));
    }
}
