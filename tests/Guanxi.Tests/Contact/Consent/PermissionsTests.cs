using CsCheck;
using Guanxi.Contact;
using Guanxi.Contact.Consent;
using Guanxi.Customers;

namespace Guanxi.Tests.Contact.Consent;

/// <summary>What holds after any words in any order is what a reader of the list would say: the newest that fits.</summary>
[Trait("Row", "ENG-4"), Trait("Suite", "once")]
public sealed class PermissionsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly Id<Customer> Customer = new(1);

    private static readonly Gen<List<ConsentWord>> Words = Gen.Select(Gen.Enum<ConsentPurpose>(), Gen.Int[0, 5], Gen.Bool)
        .Select((purpose, way, given) => new ConsentWord(purpose, way == 5 || purpose == ConsentPurpose.Profiling ? null : (ConsentChannel)way, given)).List[0, 20];

    [Fact]
    public void The_newest_word_that_fits_holds_and_without_one_the_setting_does() => Gen.Select(Words, Gen.Bool, Gen.Bool).Sample((words, offers, surveys) =>
    {
        var settings = new ConsentSettings { OffersNeedWord = offers, SurveysNeedWord = surveys };
        var permissions = Permissions.Of(Said(words), settings);
        foreach (var permission in permissions.All)
        {
            bool? last = null;
            foreach (var word in words)
                if (word.Purpose == permission.Purpose && (word.Channel is null || word.Channel == permission.Channel)) last = word.Given;
            permission.Said.ShouldBe(last);
            permission.Allowed.ShouldBe(last ?? permission.Purpose switch { ConsentPurpose.Offers => !offers, ConsentPurpose.Surveys => !surveys, _ => true });
        }
        permissions.DoNotContact.ShouldBe(permissions.All.All(p => p.Purpose == ConsentPurpose.Profiling || p.Said == false));
    });

    [Fact]
    public void A_word_holds_once_it_is_noted_and_then_there_is_nothing_more_to_note() => Gen.Select(Words, Gen.Int[0, 4], Gen.Int[0, 5], Gen.Bool).Sample((words, purpose, way, given) =>
    {
        ConsentPurpose? of = purpose == 4 ? null : (ConsentPurpose)purpose;
        ConsentChannel? by = way == 5 ? null : (ConsentChannel)way;

        var noted = Permissions.Of(Said(words), new()).Change(of, by, given).ToList();

        var after = Permissions.Of(Said([.. words, .. noted]), new());
        after.All.Where(p => (of is null ? p.Purpose != ConsentPurpose.Profiling : p.Purpose == of) && (by is null || p.Channel is null || p.Channel == by)).ShouldAllBe(p => p.Said == given);
        after.Change(of, by, given).ShouldBeEmpty();
        // Nothing else is touched.
        var before = Permissions.Of(Said(words), new());
        foreach (var untouched in before.All.Where(p => (of is null ? p.Purpose == ConsentPurpose.Profiling : p.Purpose != of) || (by is not null && p.Channel is not null && p.Channel != by)))
            after[untouched.Purpose, untouched.Channel].Said.ShouldBe(untouched.Said);
    });

    private static List<ConsentEntry> Said(IReadOnlyList<ConsentWord> words) => [.. words.Select((w, i) => ConsentEntry.Told(Customer, w, "signed card", new(7), Start.AddMinutes(i)))];
}
