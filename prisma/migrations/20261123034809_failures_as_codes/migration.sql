-- Why something failed was one English sentence. Now it is a code, which screens say in the reader's language, with
-- that sentence behind it. What the code was is not known of what is there already: the models gave no answer.

ALTER TABLE "Formula" ALTER COLUMN "predictionError" TYPE JSONB USING
  CASE WHEN "predictionError" IS NOT NULL
    THEN jsonb_build_object('code', 'inference_failed', 'message', "predictionError") END;

ALTER TABLE "EvaluationItem" ALTER COLUMN "error" TYPE JSONB USING
  CASE WHEN "error" IS NOT NULL THEN jsonb_build_object('code', 'inference_failed', 'message', "error") END;

-- "Cancelled by NAME." and "None of the formulas could be scored. The first: NAME: SENTENCE" were the sentences of
-- lib/domain/evaluation-reasons; a name may hold a colon, and the first one with a space behind it ends it.
ALTER TABLE "Evaluation" ALTER COLUMN "error" TYPE JSONB USING
  CASE
    WHEN "error" ~ '^Cancelled by .+\.$'
      THEN jsonb_build_object('code', 'cancelled', 'by', substring("error" FROM '^Cancelled by (.+)\.$'))
    WHEN "error" ~ '^None of the formulas could be scored\. The first: .+?: .+$'
      THEN jsonb_build_object('code', 'none_scored', 'first', jsonb_build_object(
        'name', substring("error" FROM '^None of the formulas could be scored\. The first: (.+?): .+$'),
        'failure', jsonb_build_object('code', 'inference_failed', 'message',
          substring("error" FROM '^None of the formulas could be scored\. The first: .+?: (.+)$'))))
    WHEN "error" LIKE 'None of the formulas could be scored.%'
      THEN jsonb_build_object('code', 'none_scored', 'first', NULL)
    WHEN "error" IS NOT NULL
      THEN jsonb_build_object('code', 'failed', 'failure',
        jsonb_build_object('code', 'inference_failed', 'message', "error"))
  END;
