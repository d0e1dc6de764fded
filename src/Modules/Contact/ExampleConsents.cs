using Guanxi.Contact.Consent;
using Guanxi.Contact.Privacy;
using Guanxi.Customers;
using Guanxi.Data;

namespace Guanxi.Contact;

/// <summary>What an example firm's customers said about being contacted, and what they asked about their data, by the same rules as everybody's.</summary>
public static class ExampleConsents
{
    /// <param name="customers">Who said something; the same customers say the same each time.</param>
    /// <param name="words">Sentences by kind: <c>evidence</c>, what is asked (<c>copy</c>, <c>erase</c>, <c>correct</c>), an answer (<c>corrected</c>), and who asks by the public form (<c>name</c>).</param>
    /// <param name="by">Who noted it.</param>
    /// <param name="now">All of it was said within the year before.</param>
    public static void Add(GuanxiDb db, IReadOnlyList<Id<Customer>> customers, ILookup<string, string> words, Id<Person> by, DateTimeOffset now)
    {
        var evidence = words["evidence"].ToList();
        foreach (var (i, customer) in customers.Index())
        {
            var at = now.AddDays(-3 - i * 7 % 350);
            ConsentWord word = (i % 10) switch
            {
                7 => new(ConsentPurpose.Offers, ConsentChannel.Phone, false),
                8 => new(ConsentPurpose.Surveys, null, false),
                < 4 => new(ConsentPurpose.Offers, null, true),
                _ => new(ConsentPurpose.Offers, i % 2 == 0 ? ConsentChannel.WeChat : ConsentChannel.Sms, true),
            };
            if (i % 10 < 9) db.Add(ConsentEntry.Told(customer, word, word.Given ? evidence[i % evidence.Count] : null, by, at));
            else
                foreach (var purpose in Permissions.ContactPurposes) db.Add(ConsentEntry.ByLink(customer, new(purpose, null, false), at));
        }
        if (customers.Count < 3) return;
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        db.Add(PrivacyRequest.Of(new(PrivacyWish.Copy, words["copy"].First(), customers[0]), "zh-CN", now.AddDays(-4), day.AddDays(11)));
        db.Add(PrivacyRequest.Of(new(PrivacyWish.Erase, words["erase"].First(), null, words["name"].First(), "13800138000"), "zh-CN", now.AddDays(-1), day.AddDays(14)));
        var corrected = PrivacyRequest.Of(new(PrivacyWish.Correct, words["correct"].First(), customers[2]), "zh-CN", now.AddDays(-30), day.AddDays(-15));
        corrected.End(done: true, words["corrected"].First(), by, now.AddDays(-28));
        db.Add(corrected);
    }
}
