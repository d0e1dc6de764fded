using Guanxi.Surveys.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guanxi.Surveys;

public enum SurveyState
{
    /// <summary>It is being written; nobody can answer.</summary>
    Draft,

    /// <summary>Customers are invited and answer.</summary>
    Open,

    /// <summary>Nobody can answer any more.</summary>
    Closed,
}

/// <summary>After what a customer is invited by itself.</summary>
public enum SurveyOccasion
{
    /// <summary>The customer bought something.</summary>
    Order,

    /// <summary>A complaint of theirs was closed; not one that they took back.</summary>
    Complaint,

    /// <summary>A request of theirs was solved.</summary>
    Request,

    /// <summary>Somebody of the firm visited or met them.</summary>
    Visit,
}

/// <summary>What a bad answer brings about by itself.</summary>
public enum BadAnswerAct
{
    Nothing,

    /// <summary>A task, due the same day, for who looks after the customer.</summary>
    Task,

    /// <summary>A complaint in the customer's own words, in its four steps.</summary>
    Complaint,
}

/// <summary>How a survey is run.</summary>
public sealed record SurveyTerms
{
    /// <summary>Answers can't be told from whom they are, not even by the firm.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Whoever has the address may answer, without an invitation: for a code in the shop.</summary>
    public bool OpenToAll { get; init; }

    /// <summary>After what customers are invited by themselves; after nothing where empty: then people and waves invite.</summary>
    public IReadOnlyList<SurveyOccasion> Occasions { get; init; } = [];

    /// <summary>So many of a hundred occasions lead to an invitation.</summary>
    public int SamplePercent { get; init; } = 100;

    /// <summary>Days after the occasion until the link is passed on.</summary>
    public int DelayDays { get; init; }
    public BadAnswerAct BadAnswer { get; init; } = BadAnswerAct.Task;

    /// <summary>Days for which an invitation can be answered.</summary>
    public int ValidDays { get; init; } = 30;
}

/// <summary>Questions for customers, in both languages. Once somebody answered, other questions are another edition.</summary>
public sealed class Survey : Entity<Survey>
{
    public string Name { get; private set; } = "";

    /// <summary>What customers read above the questions.</summary>
    public string? ChineseTitle { get; private set; }
    public string? EnglishTitle { get; private set; }
    public string? ChineseIntroduction { get; private set; }
    public string? EnglishIntroduction { get; private set; }
    public SurveyState State { get; private set; }
    public bool Anonymous { get; private set; }
    public bool OpenToAll { get; private set; }
    public IReadOnlyList<SurveyOccasion> Occasions { get; private set; } = [];
    public int SamplePercent { get; private set; } = 100;
    public int DelayDays { get; private set; }
    public BadAnswerAct BadAnswer { get; private set; }
    public int ValidDays { get; private set; } = 30;
    public Id<Person> CreatedBy { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public static Survey Draft(string name, Id<Person> by, DateTimeOffset at)
    {
        var survey = new Survey { CreatedBy = by, CreatedAt = at };
        survey.Rename(name);
        return survey;
    }

    public void Write(SurveyWords words)
    {
        Refuse.If(State == SurveyState.Closed, "surveys.survey.closed");
        Rename(words.Name);
        (ChineseTitle, EnglishTitle, ChineseIntroduction, EnglishIntroduction) = (Said(words.ChineseTitle), Said(words.EnglishTitle), Said(words.ChineseIntroduction), Said(words.EnglishIntroduction));
    }

    public void Set(SurveyTerms terms)
    {
        Refuse.If(State == SurveyState.Closed, "surveys.survey.closed");
        // Who was promised that nobody sees who answered must not be disappointed, and who was not, not be lost.
        Refuse.Field(nameof(Anonymous), OpenedAt is not null && terms.Anonymous != Anonymous, "surveys.survey.anonymity_fixed");
        Refuse.Field(nameof(SamplePercent), terms.SamplePercent is < 1 or > 100, "surveys.survey.sample_out_of_range");
        Refuse.Field(nameof(DelayDays), terms.DelayDays is < 0 or > 60, "surveys.survey.delay_out_of_range");
        Refuse.Field(nameof(ValidDays), terms.ValidDays is < 1 or > 365, "surveys.survey.valid_out_of_range");
        (Anonymous, OpenToAll, SamplePercent, DelayDays, ValidDays) = (terms.Anonymous, terms.OpenToAll, terms.SamplePercent, terms.DelayDays, terms.ValidDays);
        Occasions = [.. terms.Occasions.Distinct().Order()];
        // Of an anonymous answer nobody knows whom to call.
        BadAnswer = terms.Anonymous ? BadAnswerAct.Nothing : terms.BadAnswer;
    }

    public void Open(DateTimeOffset at)
    {
        Refuse.If(State != SurveyState.Draft, "surveys.survey.not_a_draft");
        Refuse.If(TitleIn(true).Length == 0, "surveys.survey.title_missing");
        (State, OpenedAt) = (SurveyState.Open, at);
    }

    public void Close(DateTimeOffset at)
    {
        Refuse.If(State != SurveyState.Open, "surveys.survey.not_open");
        (State, ClosedAt) = (SurveyState.Closed, at);
    }

    public string TitleIn(bool chinese) => (chinese ? ChineseTitle ?? EnglishTitle : EnglishTitle ?? ChineseTitle) ?? "";

    public string? IntroductionIn(bool chinese) => chinese ? ChineseIntroduction ?? EnglishIntroduction : EnglishIntroduction ?? ChineseIntroduction;

    private void Rename(string? name)
    {
        Refuse.Field(nameof(Name), string.IsNullOrWhiteSpace(name), "surveys.survey.name_missing");
        Name = name.Trim();
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What a survey is called, within the firm and before customers.</summary>
public sealed record SurveyWords(string? Name, string? ChineseTitle, string? EnglishTitle, string? ChineseIntroduction, string? EnglishIntroduction);

/// <summary>The questions of a survey as they were asked for a while. Once answered they never change.</summary>
public sealed class SurveyEdition : Entity<SurveyEdition>
{
    private IReadOnlyList<Question>? questions;

    public Id<Survey> SurveyId { get; private init; }

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; private init; }
    public string QuestionsJson { get; private set; } = "[]";
    public DateTimeOffset CreatedAt { get; private init; }

    public IReadOnlyList<Question> Questions => questions ??= QuestionList.Read(QuestionsJson);

    public static SurveyEdition First(Id<Survey> survey, IEnumerable<Question> questions, DateTimeOffset at) => new() { SurveyId = survey, Number = 1, QuestionsJson = QuestionList.Write(QuestionList.Checked(questions)), CreatedAt = at };

    public SurveyEdition Next(IEnumerable<Question> questions, DateTimeOffset at) => new() { SurveyId = SurveyId, Number = Number + 1, QuestionsJson = QuestionList.Write(QuestionList.Checked(questions)), CreatedAt = at };

    /// <summary>Other questions in the same edition. Whoever calls knows that nobody answered yet.</summary>
    public void Rewrite(IEnumerable<Question> asked) => (QuestionsJson, questions) = (QuestionList.Write(QuestionList.Checked(asked)), null);
}

internal sealed class SurveyTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Survey>(survey =>
        {
            survey.ToTable("surveys_survey");
            survey.HasKey(s => s.Id);
            survey.Property(s => s.Name).HasMaxLength(120);
            survey.Property(s => s.ChineseTitle).HasMaxLength(200);
            survey.Property(s => s.EnglishTitle).HasMaxLength(200);
            survey.Property(s => s.ChineseIntroduction).HasMaxLength(1_000);
            survey.Property(s => s.EnglishIntroduction).HasMaxLength(1_000);
            survey.Property(s => s.State).HasConversion<string>().HasMaxLength(20);
            survey.Property(s => s.Occasions).HasMaxLength(60).HasConversion(o => string.Join(' ', o), text => Occasions(text),
                new ValueComparer<IReadOnlyList<SurveyOccasion>>((a, b) => a!.SequenceEqual(b!), o => o.Aggregate(0, (hash, one) => HashCode.Combine(hash, one)), o => o));
            survey.Property(s => s.BadAnswer).HasConversion<string>().HasMaxLength(20);
            survey.HasIndex(s => s.State);
        });
        model.Entity<SurveyEdition>(edition =>
        {
            edition.ToTable("surveys_edition");
            edition.HasKey(e => e.Id);
            edition.Ignore(e => e.Questions);
            edition.HasIndex(e => new { e.SurveyId, e.Number }).IsUnique();
            edition.HasOne<Survey>().WithMany().HasForeignKey(e => e.SurveyId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static IReadOnlyList<SurveyOccasion> Occasions(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<SurveyOccasion>)];
}
