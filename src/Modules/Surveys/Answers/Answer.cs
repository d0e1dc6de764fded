using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guanxi.Surveys.Answers;

/// <summary>What a customer answered.</summary>
internal sealed class Answer : Entity<Answer>, IFed, IImported
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<Survey> SurveyId { get; private init; }
    public Id<SurveyEdition> EditionId { get; private init; }

    /// <summary>The shop that it is about; null for the customer's.</summary>
    public Id<Unit>? UnitId { get; private init; }

    /// <summary>What it is about, with its id; null where it is about nothing in particular.</summary>
    public SurveyOccasion? About { get; private init; }
    public long? AboutId { get; private init; }

    /// <summary>Who sold, handled or visited.</summary>
    public Id<Person>? PersonId { get; private init; }
    public DateTimeOffset AnsweredAt { get; private init; }
    public DateOnly AnsweredOn { get; private init; }
    public string Language { get; private init; } = "";
    public Given Given { get; private init; } = new();

    /// <summary>What a bad answer brought about: a task's or a complaint's id; null for nothing.</summary>
    public BadAnswerAct Brought { get; private set; }
    public long? BroughtId { get; private set; }

    /// <inheritdoc/>
    public long? ImportId { get; private init; }

    /// <inheritdoc/>
    public string? ExternalNumber { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;

    public static Answer Of(Invitation invitation, SurveyEdition edition, Given given, string language, DateTimeOffset at, DateOnly day) => new()
    {
        CustomerId = invitation.CustomerId, SurveyId = edition.SurveyId, EditionId = edition.Id, UnitId = invitation.UnitId, About = invitation.About, AboutId = invitation.AboutId, PersonId = invitation.PersonId, Given = given, Language = language, AnsweredAt = at, AnsweredOn = day,
    };

    /// <summary>What a file says that a customer answered.</summary>
    public static Answer Loaded(Id<Customer> customer, SurveyEdition edition, Given given, Id<Unit>? unit, DateTimeOffset at, DateOnly day, (long Id, string Number) import) => new()
    {
        CustomerId = customer, SurveyId = edition.SurveyId, EditionId = edition.Id, UnitId = unit, Given = given, AnsweredAt = at, AnsweredOn = day, ImportId = import.Id, ExternalNumber = import.Number,
    };

    public void Bring(BadAnswerAct act, long id) => (Brought, BroughtId) = (act, id);
}

/// <summary>What somebody answered of whom the firm does not know who it is: neither the customer nor the invitation stands in it, and no time but the day.</summary>
internal sealed class AnonymousAnswer : Entity<AnonymousAnswer>, IFed, IImported
{
    public Id<Survey> SurveyId { get; private init; }
    public Id<SurveyEdition> EditionId { get; private init; }
    public Id<Unit>? UnitId { get; private init; }
    public DateOnly AnsweredOn { get; private init; }
    public string Language { get; private init; } = "";
    public Given Given { get; private init; } = new();

    /// <inheritdoc/>
    public long? ImportId { get; private init; }

    /// <inheritdoc/>
    public string? ExternalNumber { get; private init; }

    long IFed.FeedCustomer => 0;

    public static AnonymousAnswer Of(SurveyEdition edition, Given given, Id<Unit>? unit, string language, DateOnly day, (long Id, string Number)? import = null) =>
        new() { ImportId = import?.Id, ExternalNumber = import?.Number, SurveyId = edition.SurveyId, EditionId = edition.Id, UnitId = unit, Given = given, Language = language, AnsweredOn = day };
}

internal sealed class AnswerTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Answer>(answer =>
        {
            answer.ToTable("surveys_answer");
            answer.HasKey(a => new { a.CustomerId, a.Id });
            answer.Property(a => a.Language).HasMaxLength(10);
            answer.Property(a => a.About).HasConversion<string>().HasMaxLength(20);
            answer.Property(a => a.Brought).HasConversion<string>().HasMaxLength(20);
            MapGiven(answer.ComplexProperty(a => a.Given));
            answer.HasIndex(a => new { a.SurveyId, a.AnsweredOn });
            answer.HasIndex(a => new { a.AnsweredAt, a.Id });
            answer.HasIndex(a => a.EditionId);
            answer.HasIndex(a => new { a.About, a.AboutId });
            answer.HasIndex(a => new { a.PersonId, a.AnsweredOn });
            answer.HasIndex(a => a.ChangeStamp);
            answer.MayBeImported();
            answer.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Restrict);
            answer.HasOne<Survey>().WithMany().HasForeignKey(a => a.SurveyId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AnonymousAnswer>(answer =>
        {
            answer.ToTable("surveys_anonymous_answer");
            answer.HasKey(a => a.Id);
            answer.Property(a => a.Language).HasMaxLength(10);
            MapGiven(answer.ComplexProperty(a => a.Given));
            answer.HasIndex(a => new { a.SurveyId, a.AnsweredOn });
            answer.HasIndex(a => a.EditionId);
            answer.HasIndex(a => a.ChangeStamp);
            answer.MayBeImported();
            answer.HasOne<Survey>().WithMany().HasForeignKey(a => a.SurveyId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void MapGiven(ComplexPropertyBuilder<Given> given)
    {
        given.Property(g => g.Csat).HasColumnName("csat");
        given.Property(g => g.Nps).HasColumnName("nps");
        given.Property(g => g.Ces).HasColumnName("ces");
        given.Property(g => g.Mention).HasColumnName("mention");
        given.Property(g => g.Trouble).HasColumnName("trouble");
        given.Property(g => g.AnswersJson).HasColumnName("answers_json");
        given.Ignore(g => g.IsBad);
    }
}
