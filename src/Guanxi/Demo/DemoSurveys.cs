using System.Buffers.Text;
using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Surveys;
using Guanxi.Surveys.Questions;

namespace Guanxi.Demo;

/// <summary>What the demo firm's customers were asked and answered, by the same rules as everybody's: after purchases, once a year, and by the code in the shop without a name.</summary>
internal sealed class DemoSurveys(DemoFirm firm, DemoIds ids, IReadOnlyList<(Survey Survey, SurveyEdition Edition)> surveys)
{
    private const int Days = 400;
    private const int LinkDays = 30;
    private static readonly FirmSettings Firm = new();
    private readonly DateTimeOffset now = DemoHistory.At(firm.Plan.Today).AddHours(9);

    /// <summary>The demo firm's surveys, opened a good year ago.</summary>
    public static IReadOnlyList<(Survey Survey, SurveyEdition Edition)> Found(DemoFirm firm, Texts texts, Id<Person> by)
    {
        var at = DemoHistory.At(firm.Plan.Today).AddDays(-Days);
        return [Of("购买后满意度", SurveyPattern.Purchase, new() { Occasions = [SurveyOccasion.Order], SamplePercent = 40, BadAnswer = BadAnswerAct.Task }), Of("年度关系调查", SurveyPattern.Relationship, new() { BadAnswer = BadAnswerAct.Complaint }), Of("门店扫码意见", SurveyPattern.Effort, new() { Anonymous = true, OpenToAll = true })];

        (Survey, SurveyEdition) Of(string name, SurveyPattern pattern, SurveyTerms terms)
        {
            var (survey, questions) = SurveyPatterns.Draft(name, pattern, firm.Name, texts, by, at);
            survey.Set(terms);
            survey.Open(at);
            return (survey, SurveyEdition.First(survey.Id, questions, at));
        }
    }

    public void Deal(DemoCustomer customer, long id, DemoBatch batch, Func<long> nextId)
    {
        var random = DemoRandom.For(firm.Plan.Seed, customer.No, purpose: 14);
        var chinese = customer.Country is "CN" or "HK";
        var asked = DateTimeOffset.MinValue;
        foreach (var order in customer.Orders)
        {
            // Whoever was asked is left in peace for two months.
            if (order.Kind != "Sale" || order.OrderedAt < now.AddDays(-Days) || order.OrderedAt < asked.AddDays(60) || !random.Chance(0.4)) continue;
            asked = order.OrderedAt.AddHours(2);
            Ask(0, customer, id, asked, random.Chance(0.45), chinese, ref random, batch, nextId);
        }
        if (customer.Orders.Count > 0 && asked < now.AddDays(-60) && random.Chance(0.2)) Ask(1, customer, id, now.AddDays(-20 - random.Below(300)), random.Chance(0.6), chinese, ref random, batch, nextId);
        if (random.Chance(0.07)) Scan(customer, chinese, ref random, batch, nextId);
    }

    private void Ask(int which, DemoCustomer customer, long id, DateTimeOffset at, bool answers, bool chinese, ref DemoRandom random, DemoBatch batch, Func<long> nextId)
    {
        var (survey, edition) = surveys[which];
        var invitation = nextId();
        // Who looks after a customer sold to them, too.
        long? person = which == 0 && customer.Owner is { } seller ? ids.People[seller] : null;
        var answeredAt = at.AddHours(1 + random.Below(70));
        answers &= answeredAt < now;
        var fresh = at > now.AddDays(-2);
        batch.Invitations.Add([id, invitation, 0, batch.Stamp, survey.Id.Value, ids.Units[customer.Unit], person, at, Actor.System.Id.Value, answers || !fresh ? at.AddHours(1) : null, answers ? answeredAt : null]);
        if (!answers)
        {
            if (at.AddDays(LinkDays) > now) batch.Tickets.Add([Secret(ref random), id, invitation, survey.Id.Value, at.AddDays(LinkDays)]);
            return;
        }
        var given = Give(which, edition, customer, chinese, ref random);
        var (answer, brought) = (nextId(), default(long?));
        if (given.IsBad && customer.Owner is { } owner)
        {
            brought = nextId();
            batch.Tasks.Add([id, brought, 0, batch.Stamp, chinese ? "差评回访" : "Call after a bad answer", ids.People[owner], Firm.DayOf(answeredAt), answeredAt < now.AddDays(-2) ? answeredAt.AddHours(6) : null, ids.People[owner], answeredAt]);
        }
        batch.Answers.Add(
        [
            id, answer, 0, batch.Stamp, survey.Id.Value, edition.Id.Value, ids.Units[customer.Unit], person, answeredAt, Firm.DayOf(answeredAt), chinese ? "zh-CN" : "en", (brought is null ? BadAnswerAct.Nothing : BadAnswerAct.Task).ToString(), brought,
            given.Csat, given.Nps, given.Ces, given.Mention, given.Trouble, given.AnswersJson,
        ]);
    }

    private void Scan(DemoCustomer customer, bool chinese, ref DemoRandom random, DemoBatch batch, Func<long> nextId)
    {
        var (survey, edition) = surveys[2];
        var given = Give(2, edition, customer, chinese, ref random);
        batch.AnonymousAnswers.Add([nextId(), 0, batch.Stamp, survey.Id.Value, edition.Id.Value, ids.Units[customer.Unit], Firm.DayOf(now.AddDays(-1 - random.Below(Days - 10))), chinese ? "zh-CN" : "en", given.Csat, given.Nps, given.Ces, given.Mention, given.Trouble, given.AnswersJson]);
    }

    // How content somebody is goes with how they buy; what they say of it goes with how content they are.
    private Given Give(int which, SurveyEdition edition, DemoCustomer customer, bool chinese, ref DemoRandom random)
    {
        var content = (customer.Behaviour switch { Behaviour.Loyal => 4.5, Behaviour.Growing => 4.4, Behaviour.Seasonal => 4.1, Behaviour.OneTime => 3.7, Behaviour.Declining => 3.3, Behaviour.Lost => 2.9, _ => 3.8 }) + 0.8 * random.Normal();
        var csat = (int)Math.Clamp(Math.Round(content), 1, 5);
        var troubled = random.Chance(csat <= 2 ? 0.85 : csat == 3 ? 0.4 : 0.06);
        var says = random.Chance(csat <= 2 ? 0.8 : 0.35) ? Word(chinese, csat <= 2 ? "bad" : csat == 3 ? "middling" : "good", ref random) : null;
        var nps = Math.Clamp((int)Math.Round(2 * content + 0.6 + random.Normal()), 0, 10);
        var trouble = !troubled ? 1 : random.Chance(0.45) ? 2 : 3;
        Dictionary<string, string?> sent = [];
        foreach (var question in edition.Questions)
            sent[question.Key] = question.Kind switch
            {
                QuestionKind.Csat => Digits(csat),
                QuestionKind.Nps => Digits(nps),
                QuestionKind.Ces => Digits(Math.Clamp((int)Math.Round(content * 1.4), 1, 7)),
                QuestionKind.Trouble => Digits(trouble),
                QuestionKind.Choice => Digits(1 + random.Below(5)),
                QuestionKind.Mention => Mentioned(chinese, content, ref random),
                _ => question.IfKey is null || which == 2 ? says : Word(chinese, "bad", ref random),
            };
        return Given.Of(edition.Questions, sent, [firm.Name]);
    }

    private string Mentioned(bool chinese, double content, ref DemoRandom random)
    {
        var other = Word(chinese, "other", ref random);
        return random.Chance(0.1 + 0.12 * content) ? $"{firm.Name}\n{other}" : random.Chance(0.5) ? $"{other}\n{firm.Name}" : other;
    }

    private static string Word(bool chinese, string kind, ref DemoRandom random) => random.Pick((chinese ? DemoWords.All.Surveys.Chinese : DemoWords.All.Surveys.English).Where(w => w.Kind == kind).Select(w => w.Text).ToList());

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Secret(ref DemoRandom random)
    {
        Span<byte> bytes = stackalloc byte[18];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)random.Below(256);
        return Base64Url.EncodeToString(bytes);
    }
}
