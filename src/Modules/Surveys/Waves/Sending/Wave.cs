using Guanxi.Customers;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys;

/// <summary>Customers of a kept list, or all, who are invited together, in the background, by a job that goes on where it was cut off.</summary>
public sealed class Wave : Entity<Wave>
{
    public Id<Survey> SurveyId { get; private init; }

    /// <summary>Null for all customers whom the sender may see.</summary>
    public Id<KeptList>? ListId { get; private init; }

    /// <summary>As it was called then; empty where there is none.</summary>
    public string ListName { get; private init; } = "";

    /// <summary>So many at random; null for all.</summary>
    public int? Sample { get; private init; }

    /// <summary>The same number draws the same sample.</summary>
    public int Seed { get; private init; }
    public Id<Job> JobId { get; private init; }
    public Id<Person> SentBy { get; private init; }
    public DateTimeOffset SentAt { get; private init; }

    /// <summary>Customers who were invited so far.</summary>
    public int Invited { get; private set; }

    /// <summary>Left out because they were asked a short while ago.</summary>
    public int AskedLately { get; private set; }

    /// <summary>Left out because they do not want to be asked.</summary>
    public int Declined { get; private set; }

    /// <summary>Left out because they were not in the sample.</summary>
    public int NotDrawn { get; private set; }

    public static Wave Of(Survey survey, Id<KeptList>? list, string listName, int? sample, int seed, Job job)
    {
        Refuse.If(survey.State != SurveyState.Open, "surveys.survey.not_open");
        return new() { SurveyId = survey.Id, ListId = list, ListName = listName, Sample = sample, Seed = seed, JobId = job.Id, SentBy = job.CreatedBy, SentAt = job.CreatedAt };
    }

    /// <summary>Some more were invited, in the transaction that wrote their invitations; others were asked or said no since they were drawn.</summary>
    public void Count(int invited, int askedLately, int declined) => (Invited, AskedLately, Declined) = (Invited + invited, AskedLately + askedLately, Declined + declined);

    /// <summary>Whom it leaves out.</summary>
    public void Leave(int askedLately, int declined, int notDrawn) => (AskedLately, Declined, NotDrawn) = (askedLately, declined, notDrawn);
}

internal sealed class WaveTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Wave>(wave =>
    {
        wave.ToTable("surveys_wave");
        wave.HasKey(w => w.Id);
        wave.Property(w => w.ListName).HasMaxLength(80);
        wave.HasIndex(w => w.SurveyId);
        wave.HasOne<Survey>().WithMany().HasForeignKey(w => w.SurveyId).OnDelete(DeleteBehavior.Restrict);
    });
}
