-- CreateTable
CREATE TABLE "Preferences" (
    "userId" UUID NOT NULL,
    "shortcuts" JSONB NOT NULL DEFAULT '{}',
    "tourSeenAt" TIMESTAMPTZ(3),

    CONSTRAINT "Preferences_pkey" PRIMARY KEY ("userId")
);

-- AddForeignKey
ALTER TABLE "Preferences" ADD CONSTRAINT "Preferences_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
